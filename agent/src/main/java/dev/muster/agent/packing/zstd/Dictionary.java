package dev.muster.agent.packing.zstd;

import java.util.Arrays;
import java.util.Objects;

/**
 * A dictionary that makes a decoder remember what another one remembered between two blocks. From "Dictionary Format" of
 * github.com/facebook/zstd doc/zstd_compression_format.md, version 0.4.3, read 2026-11-29.
 */
final class Dictionary {
    private static final long MAGIC = 0xEC30A437L;
    /** Any of those that are free for use. */
    private static final int ID = 1 << 20;

    private static final int HEAD = 8;
    private static final int OFFSETS = 12;

    private final byte[] tree;
    private final byte[] offsetCodes;
    private final byte[] matchLengths;
    private final byte[] literalLengths;
    private final Offsets offsets;

    private Dictionary(byte[] tree, byte[] offsetCodes, byte[] matchLengths, byte[] literalLengths, Offsets offsets) {
        this.tree = tree;
        this.offsetCodes = offsetCodes;
        this.matchLengths = matchLengths;
        this.literalLengths = literalLengths;
        this.offsets = offsets;
    }

    /** @param inForce that a dictionary can {@link InForce#sayable say} */
    static Dictionary of(InForce inForce) throws UnreadableException {
        return new Dictionary(
                inForce.tree(),
                written(inForce, Codes.OFFSETS),
                written(inForce, Codes.MATCH_LENGTHS),
                written(inForce, Codes.LITERAL_LENGTHS),
                inForce.offsets());
    }

    private static byte[] written(InForce inForce, Codes codes) throws UnreadableException {
        return Objects.requireNonNull(inForce.table(codes).written());
    }

    /** Bytes before the window. */
    int size() {
        return HEAD + tree.length + offsetCodes.length + matchLengths.length + literalLengths.length + OFFSETS;
    }

    /** Writes all but the window, which is to follow. */
    void write(byte[] into, int start) {
        Bytes.put(into, start, 4, MAGIC);
        Bytes.put(into, start + 4, 4, ID);
        int at = start + HEAD;
        for (byte[] part : new byte[][] {tree, offsetCodes, matchLengths, literalLengths}) {
            System.arraycopy(part, 0, into, at, part.length);
            at += part.length;
        }
        Bytes.put(into, at, 4, offsets.first());
        Bytes.put(into, at + 4, 4, offsets.second());
        Bytes.put(into, at + 8, 4, offsets.third());
    }

    /** What a decoder remembers with this dictionary, which {@link #write} wrote. */
    static InForce read(byte[] from, int start, int end) throws UnreadableException {
        UnreadableException.unless(end - start > HEAD && Bytes.number(from, start, 4) == MAGIC, "no dictionary");
        int tree = start + HEAD;
        ForwardBits bits = new ForwardBits(from, tree + Literals.treeSize(from[tree]), end);
        FseTable offsetCodes = FseTable.read(bits, Codes.OFFSETS);
        FseTable matchLengths = FseTable.read(bits, Codes.MATCH_LENGTHS);
        FseTable literalLengths = FseTable.read(bits, Codes.LITERAL_LENGTHS);
        int at = bits.at();
        UnreadableException.unless(at + OFFSETS <= end, "a dictionary is cut");
        Sequences tables = Sequences.describing(
                Objects.requireNonNull(literalLengths.written()),
                Objects.requireNonNull(offsetCodes.written()),
                Objects.requireNonNull(matchLengths.written()));
        Offsets offsets = new Offsets((int) Bytes.number(from, at, 4), (int) Bytes.number(from, at + 4, 4), (int)
                Bytes.number(from, at + 8, 4));
        byte[] asWritten = Arrays.copyOfRange(from, tree, tree + Literals.treeSize(from[tree]));
        return new InForce(asWritten, tables, tables, tables, offsets);
    }
}
