package dev.muster.agent.packing.zstd;

import org.jspecify.annotations.Nullable;

/** Keeps of a packed block while it passes what is needed of it: two heads, or all of its sequences. */
final class BlockBytes {
    /** The longest block. */
    static final int MOST = 1 << 17;

    /**
     * Sequences of so many bytes are read even if nobody asks: offsets stay known in what has few of them, where new ones
     * seldom come. They are some hundred, and reading them takes less time than libzstd needs for such a block.
     */
    private static final int FEW = 1024;

    private final byte[] head = new byte[Literals.MOST];
    private final byte[] sequences = new byte[MOST + BackwardBits.SPARE];
    private int size;
    private boolean whole;
    private int passed;
    private @Nullable Literals literals;
    private int from;
    private int to;

    /** @param all whether the sequences are needed, however many they are */
    void begin(int bytes, boolean all) throws UnreadableException {
        UnreadableException.unless(bytes <= MOST, "a block of too many bytes");
        size = bytes;
        whole = all;
        passed = 0;
        literals = null;
    }

    void pass(byte[] bytes, int offset, int length) throws UnreadableException {
        int before = passed;
        passed += length;
        int headSize = Math.min(head.length, size);
        if (before < headSize) {
            System.arraycopy(bytes, offset, head, before, Math.min(length, headSize - before));
        }
        if (literals == null && passed >= headSize) {
            open(headSize);
        }
        if (literals != null) {
            keep(bytes, offset, Math.max(before, headSize), before);
        }
    }

    private void open(int headSize) throws UnreadableException {
        Literals found = Literals.read(head, headSize);
        from = found.end();
        UnreadableException.unless(from < size, "literals are longer than their block");
        to = whole ? size : Math.min(size, from + FEW);
        if (from < headSize) {
            System.arraycopy(head, from, sequences, 0, Math.min(headSize, to) - from);
        }
        literals = found;
    }

    /** @param first the first byte that may be kept, not being of the head */
    private void keep(byte[] bytes, int offset, int first, int before) {
        int start = Math.max(first, from);
        int end = Math.min(passed, to);
        if (start < end) {
            System.arraycopy(bytes, offset + start - before, sequences, start - from, end - start);
        }
    }

    /** What was in force before the block and what is after it. */
    Outcome outcome(InForce before) throws UnreadableException {
        Literals found = literals;
        if (found == null) {
            throw new UnreadableException("a packed block without bytes");
        }
        Sequences read = Sequences.read(sequences, to - from);
        InForce after = before.with(head, found);
        if (read.count() == 0) {
            return new Outcome(after, found.unpacked());
        }
        return to < size ? unread(after.with(read)) : walked(read, after.with(read), found);
    }

    private static Outcome unread(InForce after) {
        return new Outcome(after.with(Offsets.UNKNOWN), Outcome.UNKNOWN);
    }

    private Outcome walked(Sequences read, InForce after, Literals found) throws UnreadableException {
        Walk walk = Walk.of(sequences, to - from, read, after);
        UnreadableException.unless(walk.literals() <= found.unpacked(), "sequences of more literals than there are");
        return new Outcome(after.with(walk.offsets()), found.unpacked() + walk.copied());
    }

    /** @param unpacked bytes that the block gives, or {@link #UNKNOWN} */
    record Outcome(InForce inForce, int unpacked) {
        static final int UNKNOWN = -1;
    }
}
