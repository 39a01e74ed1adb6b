/** The command line: parses, calls, renders; the only package that prints or exits. */
@NullMarked
package dev.muster.cli;

import org.jspecify.annotations.NullMarked;
