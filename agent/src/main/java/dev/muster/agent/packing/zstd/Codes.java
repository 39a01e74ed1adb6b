package dev.muster.agent.packing.zstd;

import java.util.stream.IntStream;

/**
 * The three kinds of numbers that a sequence is made of: what each code of them means, and their default distribution.
 * From "The codes for literals lengths, match lengths, and offsets" and "Default Distributions" of
 * github.com/facebook/zstd doc/zstd_compression_format.md, version 0.4.3, read 2026-11-29.
 */
@SuppressWarnings("ImmutableEnumChecker") // Nobody writes to the arrays.
enum Codes {
    LITERAL_LENGTHS(
            9,
            6,
            new int[] {
                4, 3, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 3, 2, 1, 1, 1, 1, 1, -1, -1,
                -1, -1
            },
            0,
            16,
            new int[] {1, 1, 1, 1, 2, 2, 3, 3, 4, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16}),
    OFFSETS(
            8,
            5,
            new int[] {1, 1, 1, 1, 1, 1, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, -1, -1, -1, -1, -1},
            1,
            0,
            // Each code is the number of its bits. 31 is as far as libzstd goes.
            IntStream.range(0, 32).toArray()),
    MATCH_LENGTHS(
            9,
            6,
            new int[] {
                1, 4, 3, 2, 2, 2, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
                1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, -1, -1, -1, -1, -1, -1, -1
            },
            3,
            32,
            new int[] {1, 1, 1, 1, 2, 2, 3, 3, 4, 4, 5, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16});

    /** The finest scale that a distribution of them may have. */
    final int mostLog;

    final Distribution usual;

    private final int[] bits;
    private final int[] base;

    /**
     * @param first what code 0 means
     * @param plain codes that have no bits; each of them means one more than that before it
     * @param more the bits of the codes after those. Each code begins where that before it ends
     */
    Codes(int mostLog, int log, int[] usual, int first, int plain, int[] more) {
        this.mostLog = mostLog;
        this.usual = new Distribution(log, usual);
        this.bits = new int[plain + more.length];
        this.base = new int[bits.length];
        System.arraycopy(more, 0, bits, plain, more.length);
        base[0] = first;
        for (int code = 1; code < base.length; code++) {
            base[code] = base[code - 1] + (1 << bits[code - 1]);
        }
    }

    /** How many codes there are. */
    int count() {
        return bits.length;
    }

    int value(int code, BackwardBits from) throws UnreadableException {
        return base[code] + from.read(bits[code]);
    }
}
