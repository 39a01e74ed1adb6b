/** Stands in for the Allora offchain node and the servers beside it. */
@NullMarked
package dev.muster.testnodes.allora;

import org.jspecify.annotations.NullMarked;
