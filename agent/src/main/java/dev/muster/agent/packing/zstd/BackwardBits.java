package dev.muster.agent.packing.zstd;

/** Bits that are read from the end of bytes to their start; the highest bit that is set in the last byte is no data. */
final class BackwardBits {
    /** Bytes that must be there after the last, of whatever value. */
    static final int SPARE = 8;

    private final byte[] bytes;
    private final int start;
    private long left;

    BackwardBits(byte[] bytes, int start, int end) throws UnreadableException {
        UnreadableException.unless(start < end && bytes[end - 1] != 0, "bits without an end");
        this.bytes = bytes;
        this.start = start;
        this.left = 8L * (end - start) - 1 - (Integer.numberOfLeadingZeros(Bytes.one(bytes, end - 1)) - 24);
    }

    /** @param count at most 31 */
    int read(int count) throws UnreadableException {
        left -= count;
        if (left < 0) {
            throw new UnreadableException("fewer bits than are needed");
        }
        return (int) ((Bytes.eight(bytes, start + (int) (left >>> 3)) >>> (left & 7)) & ((1L << count) - 1));
    }

    boolean empty() {
        return left == 0;
    }
}
