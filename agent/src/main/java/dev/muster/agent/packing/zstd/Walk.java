package dev.muster.agent.packing.zstd;

/**
 * What the sequences of a block come to.
 *
 * @param literals bytes that they take from the literals
 * @param copied bytes that they take from what was given before
 */
record Walk(Offsets offsets, int literals, int copied) {
    /** No more than the format allows for a block. */
    private static final int MOST = 1 << 17;

    /**
     * Reads all of them.
     *
     * @param section with {@link BackwardBits#SPARE} bytes behind its end
     * @param inForce their tables, and the offsets before them
     */
    static Walk of(byte[] section, int end, Sequences head, InForce inForce) throws UnreadableException {
        BackwardBits bits = new BackwardBits(section, head.head(), end);
        State lengths = new State(inForce, Codes.LITERAL_LENGTHS, bits);
        State offsetCodes = new State(inForce, Codes.OFFSETS, bits);
        State matches = new State(inForce, Codes.MATCH_LENGTHS, bits);
        Walk walk = new Walk(inForce.offsets(), 0, 0);
        for (int left = head.count(); left > 0; left--) {
            int offset = offsetCodes.value(bits);
            int match = matches.value(bits);
            walk = walk.with(offset, match, lengths.value(bits));
            if (left > 1) {
                lengths.next(bits);
                matches.next(bits);
                offsetCodes.next(bits);
            }
        }
        UnreadableException.unless(bits.empty(), "more bits than the sequences have");
        return walk;
    }

    private Walk with(int offset, int match, int literal) throws UnreadableException {
        UnreadableException.unless(literals + copied + literal + match <= MOST, "a block of too many bytes");
        return new Walk(offsets.after(offset, literal > 0), literals + literal, copied + match);
    }

    private static final class State {
        private final FseTable table;
        private final Codes codes;
        private int state;

        State(InForce inForce, Codes codes, BackwardBits bits) throws UnreadableException {
            this.table = inForce.table(codes);
            this.codes = codes;
            this.state = bits.read(table.log);
        }

        int value(BackwardBits bits) throws UnreadableException {
            return codes.value(table.code(state), bits);
        }

        void next(BackwardBits bits) throws UnreadableException {
            state = table.next(state, bits);
        }
    }
}
