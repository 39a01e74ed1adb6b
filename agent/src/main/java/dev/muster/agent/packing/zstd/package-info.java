/**
 * Unpacks zstd from a place in the midst of a frame, which the format does not know of. The decoder is libzstd; what is
 * here reads beside it only so much of the packed bytes as tells what libzstd remembers at the end of a block, and gives
 * that to another libzstd as a dictionary.
 */
@NullMarked
package dev.muster.agent.packing.zstd;

import org.jspecify.annotations.NullMarked;
