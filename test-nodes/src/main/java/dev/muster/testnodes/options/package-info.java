/** Command lines and configuration files read as strictly as the real programs read them. */
@NullMarked
package dev.muster.testnodes.options;

import org.jspecify.annotations.NullMarked;
