package dev.muster.agent.packing.zstd;

import java.util.Arrays;

/**
 * What a decoder remembers between two blocks of a frame, but for the bytes it gave.
 *
 * @param tree the last Huffman tree, as it is written
 * @param literalLengths the head that described these last; so for the other two
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record InForce(byte[] tree, Sequences literalLengths, Sequences offsetCodes, Sequences matchLengths, Offsets offsets) {
    /** A tree of two codes of one bit. */
    private static final byte[] ANY_TREE = {(byte) 128, 0x10};

    private static final Sequences ANY_TABLES = Sequences.describing(
            Codes.LITERAL_LENGTHS.usual.written(), Codes.OFFSETS.usual.written(), Codes.MATCH_LENGTHS.usual.written());

    /** At a frame's start. There is no tree and no table then, and no frame refers to one: any are as good. */
    static final InForce START = new InForce(ANY_TREE, ANY_TABLES, ANY_TABLES, ANY_TABLES, Offsets.START);

    /** After literals that began with bytes of which these are a copy. */
    InForce with(byte[] head, Literals literals) {
        return literals.tree() == 0
                ? this
                : new InForce(
                        Arrays.copyOfRange(head, literals.head(), literals.head() + literals.tree()),
                        literalLengths,
                        offsetCodes,
                        matchLengths,
                        offsets);
    }

    /** With the tables that these sequences are read with. */
    InForce with(Sequences head) {
        return new InForce(
                tree,
                head.repeats(Codes.LITERAL_LENGTHS) ? literalLengths : head,
                head.repeats(Codes.OFFSETS) ? offsetCodes : head,
                head.repeats(Codes.MATCH_LENGTHS) ? matchLengths : head,
                offsets);
    }

    InForce with(Offsets used) {
        return new InForce(tree, literalLengths, offsetCodes, matchLengths, used);
    }

    FseTable table(Codes codes) throws UnreadableException {
        return switch (codes) {
            case LITERAL_LENGTHS -> literalLengths.table(codes);
            case OFFSETS -> offsetCodes.table(codes);
            case MATCH_LENGTHS -> matchLengths.table(codes);
        };
    }

    /** Whether a dictionary can say all this; it cannot have a table of one code. */
    boolean sayable() throws UnreadableException {
        return literalLengths.sayable(Codes.LITERAL_LENGTHS)
                && offsetCodes.sayable(Codes.OFFSETS)
                && matchLengths.sayable(Codes.MATCH_LENGTHS);
    }

    /** Any table instead of those that these sequences, the next there are, do not repeat. */
    InForce needed(Sequences next) {
        return new InForce(
                tree,
                next.repeats(Codes.LITERAL_LENGTHS) ? literalLengths : ANY_TABLES,
                next.repeats(Codes.OFFSETS) ? offsetCodes : ANY_TABLES,
                next.repeats(Codes.MATCH_LENGTHS) ? matchLengths : ANY_TABLES,
                offsets);
    }
}
