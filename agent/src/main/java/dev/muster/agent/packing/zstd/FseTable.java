package dev.muster.agent.packing.zstd;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads codes: each state is a code, and how the next state comes from bits. From "From normalized distribution to
 * decoding tables" of github.com/facebook/zstd doc/zstd_compression_format.md, version 0.4.3, read 2026-11-29.
 */
final class FseTable {
    private static final Map<Codes, FseTable> USUAL = new EnumMap<>(Codes.class);

    static {
        for (Codes codes : Codes.values()) {
            USUAL.put(codes, of(codes.usual, codes.usual.written()));
        }
    }

    final int log;
    private final byte[] code;
    private final byte[] bits;
    private final short[] base;
    private final byte @Nullable [] written;

    private FseTable(int log, byte @Nullable [] written) {
        this.log = log;
        this.code = new byte[1 << log];
        this.bits = new byte[1 << log];
        this.base = new short[1 << log];
        this.written = written;
    }

    /** The table of a code that is always the same, which reads no bits at all. */
    static FseTable always(int code) {
        FseTable table = new FseTable(0, null);
        table.code[0] = (byte) code;
        return table;
    }

    static FseTable usual(Codes codes) {
        return Objects.requireNonNull(USUAL.get(codes));
    }

    /** The table of the distribution that begins there. */
    static FseTable read(ForwardBits from, Codes codes) throws UnreadableException {
        int start = from.at();
        Distribution distribution = Distribution.read(from, codes);
        return of(distribution, Arrays.copyOfRange(from.bytes(), start, from.at()));
    }

    private static FseTable of(Distribution distribution, byte[] written) {
        FseTable table = new FseTable(distribution.log(), written);
        table.spread(distribution.shares());
        table.connect(distribution.shares());
        return table;
    }

    private void spread(int[] shares) {
        int last = code.length - 1;
        for (int i = 0; i < shares.length; i++) {
            if (shares[i] < 0) {
                code[last--] = (byte) i;
            }
        }
        int step = (code.length >> 1) + (code.length >> 3) + 3;
        int at = 0;
        for (int i = 0; i < shares.length; i++) {
            for (int n = 0; n < shares[i]; n++) {
                code[at] = (byte) i;
                do {
                    at = (at + step) & (code.length - 1);
                } while (at > last);
            }
        }
    }

    /** The states of a code divide all states among them, those of more states into smaller parts. */
    private void connect(int[] shares) {
        int[] next = new int[shares.length];
        for (int i = 0; i < shares.length; i++) {
            next[i] = Math.abs(shares[i]);
        }
        for (int state = 0; state < code.length; state++) {
            int part = next[code[state]]++;
            bits[state] = (byte) (log - (31 - Integer.numberOfLeadingZeros(part)));
            base[state] = (short) ((part << bits[state]) - code.length);
        }
    }

    int code(int state) {
        return code[state];
    }

    int next(int state, BackwardBits from) throws UnreadableException {
        return base[state] + from.read(bits[state]);
    }

    /** The distribution in the bytes of the format, or nothing if it is that of one code, which cannot be written. */
    byte @Nullable [] written() {
        return written;
    }
}
