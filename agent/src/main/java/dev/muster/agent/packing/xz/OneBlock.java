package dev.muster.agent.packing.xz;

import dev.muster.agent.packing.BulkInput;
import java.io.IOException;

/**
 * One block of a stream as a stream of its own: the stream's header, the block, and an index and a footer made for it. Where
 * the block ends is told by its chunks, so it need not say its size: The .xz File Format 1.2.1, section 3, and
 * lzma2_decoder.c of xz at its commit 28a66a3d (2026-11-29). Whether all of this is right is for who unpacks it to say.
 */
final class OneBlock extends BulkInput {
    private enum Part {
        HEADER,
        CHUNK,
        INDEX,
        END
    }

    private static final int ALIGNED = 4;

    private final Header header;
    private final int sizeByte;
    private final Packed packed;

    private Part next = Part.HEADER;
    /** Given first. */
    private byte[] own = new byte[0];

    private int given;
    /** Bytes of the packed stream that are given then. */
    private long pass;

    private long compressed;
    private long unpacked;

    /** @param sizeByte the block's first, which was read already */
    OneBlock(Header header, int sizeByte, Packed packed) {
        this.header = header;
        this.sizeByte = sizeByte;
        this.packed = packed;
    }

    /** Bytes of the block but for the padding; once it was read. */
    long unpadded() {
        return headerSize() + compressed + header.checkSize();
    }

    /** Bytes that come out of the block; once it was read. */
    long unpacked() {
        return unpacked;
    }

    private int headerSize() {
        return (sizeByte + 1) * ALIGNED;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        while (given == own.length && pass == 0) {
            if (next == Part.END) {
                return -1;
            }
            advance();
        }
        return given < own.length ? give(into, offset, length) : pass(into, offset, length);
    }

    private int give(byte[] into, int offset, int length) {
        int count = Math.min(length, own.length - given);
        System.arraycopy(own, given, into, offset, count);
        given += count;
        return count;
    }

    private int pass(byte[] into, int offset, int length) throws IOException {
        int count = packed.read(into, offset, (int) Math.min(length, pass));
        if (count < 0) {
            throw packed.cut();
        }
        pass -= count;
        return count;
    }

    private void advance() throws IOException {
        switch (next) {
            case HEADER -> header();
            case CHUNK -> chunk();
            case INDEX -> {
                then(Part.END, Index.ofOne(header, unpadded(), unpacked), 0);
            }
            case END -> {}
        }
    }

    private void then(Part following, byte[] bytes, long passed) {
        next = following;
        own = bytes;
        given = 0;
        pass = passed;
    }

    private void header() {
        byte[] bytes = java.util.Arrays.copyOf(header.bytes(), Header.SIZE + 1);
        bytes[Header.SIZE] = (byte) sizeByte;
        then(Part.CHUNK, bytes, headerSize() - 1);
    }

    private void chunk() throws IOException {
        int control = packed.need();
        Chunk.Kind kind = Chunk.Kind.of(control);
        if (kind == Chunk.Kind.END) {
            compressed++;
            then(Part.INDEX, new byte[1], Math.floorMod(-compressed, ALIGNED) + header.checkSize());
            return;
        }
        byte[] bytes = new byte[kind.headerSize()];
        bytes[0] = (byte) control;
        packed.need(bytes, 1, bytes.length - 1);
        Chunk chunk = kind.read(bytes);
        compressed += bytes.length + chunk.packed();
        unpacked += chunk.unpacked();
        then(Part.CHUNK, bytes, chunk.packed());
    }
}
