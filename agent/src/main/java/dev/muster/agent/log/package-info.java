/** Log files that are rotated while the program goes on writing. */
@NullMarked
package dev.muster.agent.log;

import org.jspecify.annotations.NullMarked;
