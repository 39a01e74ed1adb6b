/** Short-lived programs of the machine: asked, waited for, never left behind. */
@NullMarked
package dev.muster.agent.command;

import org.jspecify.annotations.NullMarked;
