/** Commands and rendering. The only package that prints or exits. */
@NullMarked
package dev.muster.cli;

import org.jspecify.annotations.NullMarked;
