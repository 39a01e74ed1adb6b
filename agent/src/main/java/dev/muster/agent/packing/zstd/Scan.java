package dev.muster.agent.packing.zstd;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Follows packed bytes and knows where frames and blocks begin. From "Frames", "Blocks" and "Skippable Frames" of
 * github.com/facebook/zstd doc/zstd_compression_format.md, version 0.4.3, read 2026-11-29.
 */
final class Scan {
    private static final long SKIPPABLE = 0x184D2A50L;
    private static final int CHECKSUM = 4;

    private enum Unit {
        MAGIC,
        SKIPPED_SIZE,
        SKIPPED,
        DESCRIPTOR,
        FRAME_HEAD,
        BLOCK_HEAD,
        BLOCK,
        CHECKSUM,
        LOST
    }

    private final byte[] gathered = new byte[16];
    private final BlockBytes block = new BlockBytes();
    private Unit unit;
    private long size;
    private long passed;
    private long position;
    private int descriptor;
    private @Nullable Frame frame;

    /** Before a frame. */
    Scan(long position) {
        this.position = position;
        this.unit = Unit.MAGIC;
        this.size = 4;
    }

    /** Before a block of a frame. */
    Scan(long position, FrameHead head, InForce inForce) {
        this.position = position;
        this.unit = Unit.BLOCK_HEAD;
        this.size = BlockHead.SIZE;
        this.frame = new Frame(head, inForce, block);
    }

    /** Bytes that passed, with those before the start. */
    long position() {
        return position;
    }

    boolean beforeFrame() {
        return unit == Unit.MAGIC && passed == 0;
    }

    boolean beforeBlock() {
        return unit == Unit.BLOCK_HEAD && passed == 0;
    }

    private boolean beforeMarkable() {
        return beforeBlock() && theFrame().markable();
    }

    private boolean beforeChecksum() {
        return unit == Unit.CHECKSUM && passed == 0;
    }

    /** Whether the last block of a frame has passed and nothing of what follows it but a checksum. */
    boolean afterBlocks() {
        return beforeFrame() || beforeChecksum();
    }

    /** Bytes of the checksum that comes next. */
    int checksum() {
        return beforeChecksum() ? CHECKSUM : 0;
    }

    /** That which the next block is of. */
    @Nullable Frame frame() {
        return frame;
    }

    /**
     * Follows these bytes.
     *
     * @param stop whether to end where a frame begins, or a block of one that can have marks within
     * @param stopAfterBlocks whether to end with the last block of this frame
     * @return how many it followed
     */
    int pass(byte[] bytes, int offset, int length, boolean stop, boolean stopAfterBlocks) {
        int at = 0;
        while (at < length) {
            int part = (int) Math.min(size - passed, length - at);
            take(bytes, offset + at, part);
            at += part;
            if (passed == size) {
                finish();
                if ((stop && (beforeFrame() || beforeMarkable())) || (stopAfterBlocks && afterBlocks())) {
                    break;
                }
            }
        }
        position += at;
        return at;
    }

    private void take(byte[] bytes, int offset, int length) {
        if (unit == Unit.BLOCK && frame != null) {
            frame.pass(bytes, offset, length);
        } else if (size <= gathered.length) {
            System.arraycopy(bytes, offset, gathered, (int) passed, length);
        }
        passed += length;
    }

    private void finish() {
        try {
            next();
        } catch (UnreadableException e) {
            lost();
        }
        // A block or what is skipped may have no bytes.
        if (size == 0) {
            finish();
        }
    }

    private void next() throws UnreadableException {
        switch (unit) {
            case MAGIC -> magic(Bytes.number(gathered, 0, 4));
            case SKIPPED_SIZE -> begin(Unit.SKIPPED, Bytes.number(gathered, 0, 4));
            case SKIPPED, CHECKSUM -> begin(Unit.MAGIC, 4);
            case DESCRIPTOR -> {
                descriptor = gathered[0];
                begin(Unit.FRAME_HEAD, FrameHead.size(descriptor));
            }
            case FRAME_HEAD -> {
                frame = new Frame(FrameHead.read(descriptor, gathered[0]), InForce.START, block);
                begin(Unit.BLOCK_HEAD, BlockHead.SIZE);
            }
            case BLOCK_HEAD -> begin(Unit.BLOCK, theFrame().begin(BlockHead.read(gathered)));
            case BLOCK -> endOfBlock(theFrame());
            case LOST -> lost();
        }
    }

    private void magic(long number) throws UnreadableException {
        boolean skippable = (number & ~15L) == SKIPPABLE;
        UnreadableException.unless(skippable || number == FrameHead.MAGIC, "no frame of zstd");
        begin(skippable ? Unit.SKIPPED_SIZE : Unit.DESCRIPTOR, skippable ? 4 : 1);
    }

    private void endOfBlock(Frame of) {
        if (of.end()) {
            begin(Unit.BLOCK_HEAD, BlockHead.SIZE);
        } else if (of.head().checksum()) {
            begin(Unit.CHECKSUM, CHECKSUM);
        } else {
            begin(Unit.MAGIC, 4);
        }
    }

    private Frame theFrame() {
        return Objects.requireNonNull(frame);
    }

    private void begin(Unit next, long bytes) {
        unit = next;
        size = bytes;
        passed = 0;
    }

    private void lost() {
        begin(Unit.LOST, Long.MAX_VALUE);
    }
}
