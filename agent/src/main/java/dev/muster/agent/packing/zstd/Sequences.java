package dev.muster.agent.packing.zstd;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The sequences of a block. From "Sequences Section" of github.com/facebook/zstd doc/zstd_compression_format.md, version
 * 0.4.3, read 2026-11-29.
 */
final class Sequences {
    /** More bytes than a head with three tables can have, of 36, 53 and 32 codes with 10, 10 and 9 bits each. */
    static final int MOST_HEAD = 256;

    private static final int PREDEFINED = 0;
    private static final int ONE_CODE = 1;
    private static final int DESCRIBED = 2;
    private static final int REPEATED = 3;

    private final byte[] bytes;
    private final int count;
    private final int modesAt;
    private @Nullable Tables tables;

    private Sequences(byte[] bytes, int count, int modesAt) {
        this.bytes = bytes;
        this.count = count;
        this.modesAt = modesAt;
    }

    /** @param length bytes that are there, {@link #MOST_HEAD} if the section has as many */
    static Sequences read(byte[] from, int length) throws UnreadableException {
        UnreadableException.unless(length > 0, "a block without sequences");
        int first = Bytes.one(from, 0);
        int size = first < 128 ? 1 : first < 255 ? 2 : 3;
        UnreadableException.unless(size <= length, "the number of sequences is cut");
        int count = switch (size) {
            case 1 -> first;
            case 2 -> ((first - 128) << 8) + Bytes.one(from, 1);
            default -> (int) Bytes.number(from, 1, 2) + 0x7f00;
        };
        UnreadableException.unless(
                count == 0 || (size < length && (from[size] & 3) == 0), "unknown modes of sequences");
        return new Sequences(Arrays.copyOf(from, Math.min(length, MOST_HEAD)), count, size);
    }

    /** The head of sequences that describes these tables. */
    static Sequences describing(byte[] literalLengths, byte[] offsets, byte[] matchLengths) {
        byte[] bytes = new byte[2 + literalLengths.length + offsets.length + matchLengths.length];
        bytes[0] = 1;
        bytes[1] = (byte) ((DESCRIBED << 6) | (DESCRIBED << 4) | (DESCRIBED << 2));
        System.arraycopy(literalLengths, 0, bytes, 2, literalLengths.length);
        System.arraycopy(offsets, 0, bytes, 2 + literalLengths.length, offsets.length);
        System.arraycopy(matchLengths, 0, bytes, 2 + literalLengths.length + offsets.length, matchLengths.length);
        return new Sequences(bytes, 1, 1);
    }

    int count() {
        return count;
    }

    /** Whether the table of these codes is that which was in force before. */
    boolean repeats(Codes codes) {
        return mode(codes) == REPEATED;
    }

    private int mode(Codes codes) {
        int shift = switch (codes) {
            case LITERAL_LENGTHS -> 6;
            case OFFSETS -> 4;
            case MATCH_LENGTHS -> 2;
        };
        return (bytes[modesAt] >> shift) & 3;
    }

    /** The table of these codes; only if it is no other's that it repeats. */
    FseTable table(Codes codes) throws UnreadableException {
        FseTable table = tables().of(codes);
        UnreadableException.unless(table != null, "a table is repeated that never was");
        return Objects.requireNonNull(table);
    }

    /** Whether the table of these codes can be written. */
    boolean sayable(Codes codes) throws UnreadableException {
        return table(codes).written() != null;
    }

    /** Where the bits begin. */
    int head() throws UnreadableException {
        return tables().end();
    }

    private Tables tables() throws UnreadableException {
        if (tables == null) {
            ForwardBits from = new ForwardBits(bytes, modesAt + 1, bytes.length);
            tables = new Tables(
                    read(from, Codes.LITERAL_LENGTHS),
                    read(from, Codes.OFFSETS),
                    read(from, Codes.MATCH_LENGTHS),
                    from.at());
        }
        return tables;
    }

    private @Nullable FseTable read(ForwardBits from, Codes codes) throws UnreadableException {
        return switch (mode(codes)) {
            case PREDEFINED -> FseTable.usual(codes);
            case ONE_CODE -> one(from.read(8), codes);
            case DESCRIBED -> FseTable.read(from, codes);
            default -> null;
        };
    }

    private static FseTable one(int code, Codes codes) throws UnreadableException {
        UnreadableException.unless(code < codes.count(), "an unknown code");
        return FseTable.always(code);
    }

    private record Tables(
            @Nullable FseTable literalLengths,
            @Nullable FseTable offsets,
            @Nullable FseTable matchLengths,
            int end) {
        @Nullable FseTable of(Codes codes) {
            return switch (codes) {
                case LITERAL_LENGTHS -> literalLengths;
                case OFFSETS -> offsets;
                case MATCH_LENGTHS -> matchLengths;
            };
        }
    }
}
