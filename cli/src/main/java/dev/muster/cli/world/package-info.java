/** What a command has from outside: the console, the environment, the clock, Ctrl-C. */
@NullMarked
package dev.muster.cli.world;

import org.jspecify.annotations.NullMarked;
