package dev.muster.agent.packing.zstd;

/**
 * What is said before a block. From "Blocks" of github.com/facebook/zstd doc/zstd_compression_format.md, version 0.4.3,
 * read 2026-11-29.
 *
 * @param last of its frame
 * @param size of its bytes as they are packed, or, of one byte, how often it comes
 */
record BlockHead(boolean last, int type, int size) {
    /** Bytes of the head. */
    static final int SIZE = 3;

    static final int ONE_BYTE = 1;
    static final int PACKED = 2;

    static BlockHead read(byte[] bytes) {
        int number = (int) Bytes.number(bytes, 0, SIZE);
        return new BlockHead((number & 1) != 0, (number >> 1) & 3, number >> 3);
    }
}
