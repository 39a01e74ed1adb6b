/** Unpacks streams, from their start or from a place in their midst that an earlier run marked. */
@NullMarked
package dev.muster.agent.packing;

import org.jspecify.annotations.NullMarked;
