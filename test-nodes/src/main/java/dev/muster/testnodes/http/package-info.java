/** A small HTTP server and caller on loopback. */
@NullMarked
package dev.muster.testnodes.http;

import org.jspecify.annotations.NullMarked;
