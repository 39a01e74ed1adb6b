/** The local target: agents as background processes on this machine. */
@NullMarked
package dev.muster.local;

import org.jspecify.annotations.NullMarked;
