package dev.muster.agent.packing.zstd;

/** Bits that are read from the start of bytes on, the lowest of each byte first. */
final class ForwardBits {
    private final byte[] bytes;
    private final int end;
    private int bit;

    ForwardBits(byte[] bytes, int start, int end) {
        this.bytes = bytes;
        this.end = end;
        this.bit = 8 * start;
    }

    int read(int count) throws UnreadableException {
        UnreadableException.unless(bit + count <= 8 * end, "fewer bits than are needed");
        int value = 0;
        for (int i = 0; i < count; i++, bit++) {
            value |= ((bytes[bit >> 3] >> (bit & 7)) & 1) << i;
        }
        return value;
    }

    void toWholeByte() {
        bit = (bit + 7) & ~7;
    }

    /** The byte that comes next, after {@link #toWholeByte}. */
    int at() {
        return bit / 8;
    }

    int end() {
        return end;
    }

    byte[] bytes() {
        return bytes;
    }
}
