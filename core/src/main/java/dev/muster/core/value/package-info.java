/** Typed values a user writes: sizes, durations, ports, networks, names, regions. */
@NullMarked
package dev.muster.core.value;

import org.jspecify.annotations.NullMarked;
