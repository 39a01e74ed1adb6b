/** Unpacks xz, from the start or from any of its blocks on. */
@NullMarked
package dev.muster.agent.packing.xz;

import org.jspecify.annotations.NullMarked;
