/** Stand-ins for node software that tests cannot have. */
@NullMarked
package dev.muster.testnodes;

import org.jspecify.annotations.NullMarked;
