package dev.muster.agent.packing.xz;

import dev.muster.agent.packing.Mark;
import dev.muster.agent.packing.SteppedStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.CorruptedInputException;
import org.tukaani.xz.SingleXZInputStream;
import org.tukaani.xz.XZFormatException;

/**
 * Unpacks xz of one or more streams, as {@link org.tukaani.xz.XZInputStream} does, and marks places between two blocks or two
 * streams. xz makes one block of everything if it works with one thread, as it did by itself before 5.6; such a file has no
 * marks before its end. With more threads it makes a block of three times the dictionary, 24 MiB with -6.
 *
 * <p>Every block is unpacked as a stream of its own; the index of the real one is compared with all its blocks, also with those
 * before a mark.
 */
public final class XzMarks extends SteppedStream {
    private enum Place {
        /** A stream must follow. */
        BEFORE,
        /** A stream may follow. */
        BETWEEN,
        /** A block or the index follows. */
        BLOCKS,
        BLOCK,
        END
    }

    private static final int MEMORY_KIB = 256 * 1024;
    private static final int ALIGNED = 4;

    private final Packed packed;
    private Place place;
    private long unpacked;
    private @Nullable Header header;
    private Blocks blocks = Blocks.NONE;
    private @Nullable OneBlock block;
    private @Nullable InputStream unpacking;

    private XzMarks(Packed packed, long unpacked, Place place) {
        this.packed = packed;
        this.unpacked = unpacked;
        this.place = place;
    }

    /**
     * Unpacks from the start. Nothing is read yet.
     *
     * @param packed closed with this stream
     */
    public static XzMarks open(InputStream packed) {
        return new XzMarks(new Packed(packed, 0), 0, Place.BEFORE);
    }

    /**
     * Goes on at a mark. Nothing is read yet.
     *
     * @param packedFromTheMarkOn the packed bytes that begin at {@link Mark#packed}; closed with this stream
     * @throws IOException if the mark is broken
     */
    public static XzMarks open(InputStream packedFromTheMarkOn, Mark mark) throws IOException {
        Packed packed = new Packed(packedFromTheMarkOn, mark.packed());
        return switch (XzState.of(mark)) {
            case XzState.Between() -> new XzMarks(packed, mark.unpacked(), Place.BETWEEN);
            case XzState.Within(Header header, Blocks blocks) -> {
                XzMarks stream = new XzMarks(packed, mark.unpacked(), Place.BLOCKS);
                stream.header = header;
                stream.blocks = blocks;
                yield stream;
            }
        };
    }

    @Override
    protected boolean atEnd() {
        return place == Place.END;
    }

    @Override
    protected int step(byte[] into, int offset, int length) throws IOException {
        switch (place) {
            case BEFORE -> begin(new byte[0]);
            case BETWEEN -> between();
            case BLOCKS -> blocks(Objects.requireNonNull(header));
            case BLOCK -> {
                return unpack(into, offset, length);
            }
            case END -> {}
        }
        return 0;
    }

    private void begin(byte[] start) throws IOException {
        byte[] bytes = Arrays.copyOf(start, Header.SIZE);
        packed.need(bytes, start.length, Header.SIZE - start.length);
        header = Header.of(bytes);
        blocks = Blocks.NONE;
        place = Place.BLOCKS;
    }

    private void between() throws IOException {
        if (isAsked()) {
            give(new XzState.Between().mark(packed.used(), unpacked));
        }
        byte[] start = new byte[ALIGNED];
        do {
            int first = packed.read();
            if (first < 0) {
                place = Place.END;
                return;
            }
            start[0] = (byte) first;
            packed.need(start, 1, ALIGNED - 1);
        } while (Arrays.equals(start, new byte[ALIGNED]));
        beginNext(start);
    }

    private void beginNext(byte[] start) throws IOException {
        try {
            begin(start);
        } catch (XZFormatException e) {
            throw new CorruptedInputException(
                    "Before byte " + packed.used() + " is neither the end nor the begin of a stream of xz");
        }
    }

    private void blocks(Header of) throws IOException {
        if (blocks.count() > 0 && isAsked()) {
            give(new XzState.Within(of, blocks).mark(packed.used(), unpacked));
        }
        int first = packed.need();
        if (first == Index.INDICATOR) {
            Index.read(packed, of, blocks);
            place = Place.BETWEEN;
        } else {
            block = new OneBlock(of, first, packed);
            unpacking = new SingleXZInputStream(block, MEMORY_KIB);
            place = Place.BLOCK;
        }
    }

    private int unpack(byte[] into, int offset, int length) throws IOException {
        int count = Objects.requireNonNull(unpacking).read(into, offset, length);
        if (count >= 0) {
            unpacked += count;
            return count;
        }
        OneBlock over = Objects.requireNonNull(block);
        blocks = blocks.and(over.unpadded(), over.unpacked());
        place = Place.BLOCKS;
        return 0;
    }

    @Override
    public void close() throws IOException {
        super.close();
        packed.close();
    }
}
