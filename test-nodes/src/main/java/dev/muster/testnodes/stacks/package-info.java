/** Stands in for stacks-node and stacks-signer. */
@NullMarked
package dev.muster.testnodes.stacks;

import org.jspecify.annotations.NullMarked;
