package dev.muster.agent.packing.zstd;

import java.util.Arrays;

/**
 * How often each code comes, as shares of a power of two; -1 is a share of one that the table puts elsewhere. How it is
 * written is from "FSE Table Description" of github.com/facebook/zstd doc/zstd_compression_format.md, version 0.4.3, read
 * 2026-11-29.
 *
 * @param log the power of two
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record Distribution(int log, int[] shares) {
    private static final int LEAST_LOG = 5;

    /** Reads one of these codes that begins there, and moves the reader behind it. */
    static Distribution read(ForwardBits from, Codes codes) throws UnreadableException {
        int log = from.read(4) + LEAST_LOG;
        UnreadableException.unless(log <= codes.mostLog, "a distribution on too fine a scale");
        int[] shares = new int[codes.count()];
        int left = 1 << log;
        int code = 0;
        while (left > 0) {
            UnreadableException.unless(code < shares.length, "a distribution of too many codes");
            int share = share(from, left);
            shares[code++] = share;
            left -= Math.abs(share);
            if (share == 0) {
                code += zeros(from);
            }
        }
        from.toWholeByte();
        return new Distribution(log, Arrays.copyOf(shares, code));
    }

    /** A number of 0 to left + 1, in one bit less if it is small: a share and one. */
    private static int share(ForwardBits from, int left) throws UnreadableException {
        int bits = bits(left);
        int value = from.read(bits - 1);
        if (value < small(left)) {
            return value - 1;
        }
        if (from.read(1) == 1) {
            value += (1 << (bits - 1)) - small(left);
        }
        return value - 1;
    }

    private static int bits(int left) {
        return 32 - Integer.numberOfLeadingZeros(left + 1);
    }

    private static int small(int left) {
        return (1 << bits(left)) - 1 - (left + 1);
    }

    /** How many more zeros follow a zero. */
    private static int zeros(ForwardBits from) throws UnreadableException {
        int zeros = 0;
        int more;
        do {
            more = from.read(2);
            zeros += more;
        } while (more == 3);
        return zeros;
    }

    /** Writes one that has no zeros in its midst, as the default distributions. */
    byte[] written() {
        byte[] bytes = new byte[(4 + shares.length * (log + 1)) / 8 + 1];
        int at = put(bytes, 0, 4, log - LEAST_LOG);
        int left = 1 << log;
        for (int share : shares) {
            int value = share + 1;
            int bits = bits(left);
            if (value < small(left)) {
                at = put(bytes, at, bits - 1, value);
            } else {
                at = put(bytes, at, bits, value < 1 << (bits - 1) ? value : value + small(left));
            }
            left -= Math.abs(share);
        }
        return Arrays.copyOf(bytes, (at + 7) / 8);
    }

    private static int put(byte[] into, int at, int bits, int value) {
        for (int i = 0; i < bits; i++) {
            into[(at + i) / 8] |= (byte) (((value >> i) & 1) << ((at + i) % 8));
        }
        return at + bits;
    }
}
