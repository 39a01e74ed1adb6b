package dev.muster.agent.packing.zstd;

/**
 * What is said before a frame's blocks. From "Frame_Header" of github.com/facebook/zstd doc/zstd_compression_format.md,
 * version 0.4.3, read 2026-11-29.
 *
 * @param window the byte that says how many bytes back blocks refer, or {@link #ALL}: to all of the frame
 * @param checksum whether there is one after the last block
 */
record FrameHead(int window, boolean checksum) {
    static final long MAGIC = 0xFD2FB528L;
    static final int ALL = -1;

    private static final int ONE_SEGMENT = 0x20;
    private static final int CHECKSUM = 4;
    private static final int DICTIONARY_OR_RESERVED = 0x0b;

    /** Bytes after the descriptor, if all of them are known here. */
    static int size(int descriptor) throws UnreadableException {
        UnreadableException.unless(
                (descriptor & DICTIONARY_OR_RESERVED) == 0, "a frame with a dictionary or what is reserved");
        int flag = (descriptor >> 6) & 3;
        boolean oneSegment = (descriptor & ONE_SEGMENT) != 0;
        int contentSize = flag == 0 ? oneSegment ? 1 : 0 : 1 << flag;
        return (oneSegment ? 0 : 1) + contentSize;
    }

    /** @param next the byte after the descriptor */
    static FrameHead read(int descriptor, byte next) {
        return new FrameHead((descriptor & ONE_SEGMENT) == 0 ? next & 0xff : ALL, (descriptor & CHECKSUM) != 0);
    }

    /** How many bytes back blocks refer; whatever is too much for any purpose is the same. */
    long windowSize() {
        if (window == ALL) {
            return Long.MAX_VALUE;
        }
        long base = 1L << (10 + (window >> 3));
        return base + base / 8 * (window & 7);
    }

    /** The start of a frame of this window, without checksum or size. */
    byte[] written() {
        byte[] bytes = new byte[6];
        Bytes.put(bytes, 0, 4, MAGIC);
        bytes[5] = (byte) window;
        return bytes;
    }
}
