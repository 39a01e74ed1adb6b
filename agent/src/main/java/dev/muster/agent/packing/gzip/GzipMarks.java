package dev.muster.agent.packing.gzip;

import dev.muster.agent.packing.Mark;
import dev.muster.agent.packing.SteppedStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.ZipException;

/**
 * Unpacks gzip of one or more members, as {@link java.util.zip.GZIPInputStream} does, and marks places between two blocks of
 * deflate, which mostly come every few ten or hundred KB. The checksum and the size of every member are checked, also of
 * one in whose midst it went on. Zeros may follow the last member, as tapes and disks leave them; anything else that is no
 * member is an error.
 */
public final class GzipMarks extends SteppedStream {
    private enum Place {
        /** A member must follow. */
        BEFORE,
        /** A member may follow. */
        BETWEEN,
        WITHIN,
        /** Checksum and size of a member follow. */
        AFTER,
        END
    }

    private final Packed packed;
    private final RawInflate inflate;
    private Place place;
    private long unpacked;
    private CRC32 crc = new CRC32();
    /** Bytes of the member so far, modulo 2^32. */
    private int size;

    private GzipMarks(Packed packed, long unpacked, Place place) {
        this.packed = packed;
        this.unpacked = unpacked;
        this.place = place;
        this.inflate = new RawInflate(Zlib.LIBRARY.orElseThrow());
    }

    /** Whether this machine has libz; without it, nothing can be opened here. */
    public static boolean possible() {
        return Zlib.LIBRARY.isPresent();
    }

    /**
     * Unpacks from the start. Nothing is read yet.
     *
     * @param packed closed with this stream
     * @throws java.util.NoSuchElementException if it is not {@link #possible}
     */
    public static GzipMarks open(InputStream packed) {
        return new GzipMarks(new Packed(packed, 0, 0), 0, Place.BEFORE);
    }

    /**
     * Goes on at a mark. Nothing is read yet.
     *
     * @param packedFromTheMarkOn the packed bytes that begin at {@link Mark#packed}; closed with this stream
     * @throws IOException if the mark is broken
     * @throws java.util.NoSuchElementException if it is not {@link #possible}
     */
    public static GzipMarks open(InputStream packedFromTheMarkOn, Mark mark) throws IOException {
        return switch (GzipState.of(mark)) {
            case GzipState.Between() ->
                new GzipMarks(new Packed(packedFromTheMarkOn, mark.packed(), 0), mark.unpacked(), Place.BETWEEN);
            case GzipState.Within within -> {
                Packed packed = new Packed(packedFromTheMarkOn, mark.packed(), within.last());
                GzipMarks stream = new GzipMarks(packed, mark.unpacked(), Place.WITHIN);
                stream.inflate.restart(within.bits(), within.last(), within.dictionary());
                stream.crc = Crc.at(within.crc());
                stream.size = within.size();
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
            case BEFORE, BETWEEN -> begin();
            case WITHIN -> {
                return unpack(into, offset, length);
            }
            case AFTER -> check();
            case END -> {}
        }
        return 0;
    }

    private void begin() throws IOException {
        if (place == Place.BETWEEN && isAsked()) {
            give(new GzipState.Between().mark(packed.used(), unpacked));
        }
        int first = place == Place.BEFORE ? packed.need() : packed.next();
        if (first == Header.FIRST) {
            Header.read(packed);
            packed.loadInto(inflate);
            inflate.restart();
            crc = new CRC32();
            size = 0;
            place = Place.WITHIN;
        } else {
            skipZeros(first);
            place = Place.END;
        }
    }

    private void skipZeros(int first) throws IOException {
        int next = first;
        while (place == Place.BETWEEN && next == 0) {
            next = packed.next();
        }
        if (next >= 0) {
            throw new ZipException("Byte " + (packed.used() - 1) + " neither begins nor continues gzip data");
        }
    }

    private int unpack(byte[] into, int offset, int length) throws IOException {
        RawInflate.Step step = inflate.step(into, offset, length, isAsked());
        packed.use(step.taken());
        crc.update(into, offset, step.given());
        size += step.given();
        unpacked += step.given();
        if (step.ended()) {
            place = Place.AFTER;
        } else if (step.between() && isAsked()) {
            give(between(step.unusedBits()));
        } else if (step.isIdle() && packed.isEmpty()) {
            packed.refill();
            packed.loadInto(inflate);
        }
        return step.given();
    }

    private Mark between(int bits) throws IOException {
        GzipState state = new GzipState.Within((int) crc.getValue(), size, bits, packed.last(), inflate.dictionary());
        return state.mark(packed.used(), unpacked);
    }

    private void check() throws IOException {
        if (packed.needNumber() != (int) crc.getValue()) {
            throw new ZipException(
                    "The gzip data's checksum is wrong, of the member that ends before byte " + packed.used());
        }
        if (packed.needNumber() != size) {
            throw new ZipException(
                    "The gzip data's size is wrong, of the member that ends before byte " + packed.used());
        }
        place = Place.BETWEEN;
    }

    @Override
    public void close() throws IOException {
        super.close();
        // The packed stream first: who reads from it may have to be woken.
        try {
            packed.close();
        } finally {
            inflate.close();
        }
    }
}
