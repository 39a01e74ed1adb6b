/** Makes blocks on dev networks. */
@NullMarked
package dev.muster.agent.produce;

import org.jspecify.annotations.NullMarked;
