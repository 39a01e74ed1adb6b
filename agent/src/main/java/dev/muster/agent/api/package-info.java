/** The agent's loopback interface and its client. */
@NullMarked
package dev.muster.agent.api;

import org.jspecify.annotations.NullMarked;
