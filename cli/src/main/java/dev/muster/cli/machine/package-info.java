/** What this machine can do: the findings of {@code muster doctor}. */
@NullMarked
package dev.muster.cli.machine;

import org.jspecify.annotations.NullMarked;
