/** TOML files read as strictly as the real programs read them. */
@NullMarked
package dev.muster.testnodes.toml;

import org.jspecify.annotations.NullMarked;
