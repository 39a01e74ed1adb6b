/** Whole stories through the real program, on real software where it can be had. */
@NullMarked
package dev.muster.e2e;

import org.jspecify.annotations.NullMarked;
