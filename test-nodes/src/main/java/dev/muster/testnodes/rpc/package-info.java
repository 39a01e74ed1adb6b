/** JSON-RPC over HTTP on loopback, with credentials, warm-up and the error codes of the real servers. */
@NullMarked
package dev.muster.testnodes.rpc;

import org.jspecify.annotations.NullMarked;
