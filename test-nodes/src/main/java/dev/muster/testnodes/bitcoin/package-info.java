/** The stand-in for bitcoind of Bitcoin Core. */
@NullMarked
package dev.muster.testnodes.bitcoin;

import org.jspecify.annotations.NullMarked;
