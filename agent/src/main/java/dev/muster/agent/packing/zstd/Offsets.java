package dev.muster.agent.packing.zstd;

/**
 * The three offsets that were used last; 0 is one that nobody knows. From "Repeat offsets" of github.com/facebook/zstd
 * doc/zstd_compression_format.md, version 0.4.3, read 2026-11-29.
 */
record Offsets(int first, int second, int third) {
    /** Those of a frame's start. */
    static final Offsets START = new Offsets(1, 4, 8);

    static final Offsets UNKNOWN = new Offsets(0, 0, 0);

    /** Whether all are known and no greater than that. */
    boolean within(long window) {
        return first > 0 && second > 0 && third > 0 && first <= window && second <= window && third <= window;
    }

    /**
     * What they are after a sequence.
     *
     * @param value of the offset: 1 to 3 mean one of these
     */
    Offsets after(int value, boolean literals) throws UnreadableException {
        if (value > 3) {
            return before(value - 3);
        }
        return switch (literals ? value : value + 1) {
            case 1 -> this;
            case 2 -> new Offsets(/* first= */ second, /* second= */ first, third);
            case 3 -> new Offsets(/* first= */ third, /* second= */ first, /* third= */ second);
            default -> {
                UnreadableException.unless(first != 1, "an offset of 0");
                yield before(first == 0 ? 0 : first - 1);
            }
        };
    }

    private Offsets before(int used) {
        return new Offsets(/* first= */ used, /* second= */ first, /* third= */ second);
    }
}
