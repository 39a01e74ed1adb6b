/** Turns values into what people and programs read. */
@NullMarked
package dev.muster.cli.render;

import org.jspecify.annotations.NullMarked;
