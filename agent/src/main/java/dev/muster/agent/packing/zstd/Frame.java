package dev.muster.agent.packing.zstd;

import dev.muster.agent.packing.Mark;

/** A frame while its blocks pass: what is in force between them. */
final class Frame {
    private static final int ONE_BYTE = 1;
    private static final int PACKED = 2;

    /** Bytes of a state beside the window: the head of it, a tree, three tables, three offsets. */
    private static final int BESIDE = 1024;

    private final FrameHead head;
    private final BlockBytes block;
    private InForce inForce;
    private boolean markable;
    private boolean thorough;
    private int type;
    private boolean last;
    private int unpacked;

    Frame(FrameHead head, InForce inForce, BlockBytes block) {
        this.head = head;
        this.inForce = inForce;
        this.block = block;
        // A window of all of a frame is only there when the frame has ended, and then there is nothing to know.
        this.markable = head.windowSize() <= Mark.MOST - BESIDE;
    }

    FrameHead head() {
        return head;
    }

    InForce inForce() {
        return inForce;
    }

    /** Whether there can be marks between its blocks. */
    boolean markable() {
        return markable;
    }

    /** No marks any more: something is not as it was thought. */
    void distrust() {
        markable = false;
    }

    /** Whether all sequences of the next blocks are read, which takes time. */
    void readAll(boolean all) {
        thorough = all;
    }

    /** Answers: the bytes of the block that this head begins. */
    int begin(int blockHead) {
        last = (blockHead & 1) != 0;
        type = blockHead >> 1 & 3;
        int size = blockHead >> 3;
        unpacked = type == PACKED ? BlockBytes.Outcome.UNKNOWN : size;
        if (type > PACKED) {
            distrust();
        }
        if (packed()) {
            trying(() -> block.begin(size, thorough));
        }
        return type == ONE_BYTE ? 1 : size;
    }

    private boolean packed() {
        return type == PACKED && markable;
    }

    void pass(byte[] bytes, int offset, int length) {
        if (packed()) {
            trying(() -> block.pass(bytes, offset, length));
        }
    }

    /** Answers: whether more blocks follow. */
    boolean end() {
        if (packed()) {
            trying(() -> {
                BlockBytes.Outcome outcome = block.outcome(inForce);
                inForce = outcome.inForce();
                unpacked = outcome.unpacked();
            });
        }
        return !last;
    }

    /** Whether the last block gave so many bytes, as far as that is known. */
    boolean gave(long bytes) {
        return unpacked == BlockBytes.Outcome.UNKNOWN || unpacked == bytes;
    }

    boolean fitsDictionary() {
        try {
            return markable && inForce.fitsDictionary((int) head.windowSize());
        } catch (UnreadableException e) {
            distrust();
            return false;
        }
    }

    private void trying(Reading reading) {
        try {
            reading.read();
        } catch (UnreadableException e) {
            // libzstd may read it, or says what is wrong.
            distrust();
        }
    }

    private interface Reading {
        void read() throws UnreadableException;
    }
}
