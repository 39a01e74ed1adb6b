package dev.muster.agent.packing.zstd;

import dev.muster.agent.packing.Mark;
import java.io.IOException;
import java.util.Optional;

/** A frame while its blocks pass: what is in force between them. */
final class Frame {
    /** Bytes of a state beside the window: the head of it, a tree, three tables, three offsets. */
    private static final int BESIDE = 1024;

    private final FrameHead head;
    private final BlockBytes bytes;
    private InForce inForce;
    private boolean markable;
    private boolean thorough;
    private BlockHead block = new BlockHead(false, 0, 0);
    private int unpacked = BlockBytes.Outcome.UNKNOWN;

    Frame(FrameHead head, InForce inForce, BlockBytes bytes) {
        this.head = head;
        this.inForce = inForce;
        this.bytes = bytes;
        // A window of all of a frame is only there when the frame has ended, and then there is nothing to know.
        this.markable = head.windowSize() <= Mark.MOST - BESIDE;
    }

    FrameHead head() {
        return head;
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
    int begin(BlockHead next) {
        block = next;
        unpacked = next.type() == BlockHead.PACKED ? BlockBytes.Outcome.UNKNOWN : next.size();
        if (next.type() > BlockHead.PACKED) {
            distrust();
        }
        if (read()) {
            trying(() -> bytes.begin(next.size(), thorough));
        }
        return next.type() == BlockHead.ONE_BYTE ? 1 : next.size();
    }

    private boolean read() {
        return markable && block.type() == BlockHead.PACKED;
    }

    void pass(byte[] from, int offset, int length) {
        if (read()) {
            trying(() -> bytes.pass(from, offset, length));
        }
    }

    /** Answers: whether more blocks follow. */
    boolean end() {
        if (read()) {
            trying(() -> {
                BlockBytes.Outcome outcome = bytes.outcome(inForce);
                inForce = outcome.inForce();
                unpacked = outcome.unpacked();
            });
        }
        return !block.last();
    }

    /** Whether the last block gave so many bytes, as far as that is known. */
    boolean gave(long count) {
        return unpacked == BlockBytes.Outcome.UNKNOWN || unpacked == count;
    }

    /** What a decoder has to know for the next block, if that is known and a dictionary can say it. */
    Optional<InForce> sayable(Ahead ahead) throws IOException {
        try {
            if (!markable || !inForce.offsets().within(head.windowSize())) {
                return Optional.empty();
            }
            Optional<InForce> said = Optional.of(inForce);
            if (!inForce.sayable()) {
                said = ahead.sequences().map(inForce::needed);
            }
            return said.isPresent() && said.get().sayable() ? said : Optional.empty();
        } catch (UnreadableException e) {
            distrust();
            return Optional.empty();
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
