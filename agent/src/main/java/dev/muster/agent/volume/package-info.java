/** The slot's volume: found by its id, made once, mounted, grown, let go. */
@NullMarked
package dev.muster.agent.volume;

import org.jspecify.annotations.NullMarked;
