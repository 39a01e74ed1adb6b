/** Builds release archives of stand-ins, in the form the real publishers give theirs. */
@NullMarked
package dev.muster.testnodes.release;

import org.jspecify.annotations.NullMarked;
