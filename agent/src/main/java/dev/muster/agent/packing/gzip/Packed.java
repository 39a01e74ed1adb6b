package dev.muster.agent.packing.gzip;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** The packed stream, buffered; knows how much of it was used. */
final class Packed {
    private final InputStream from;
    /** The first byte is the last one of the buffer before. */
    private final byte[] buffer = new byte[1 + RawInflate.SIZE];

    private int position = 1;
    private int limit = 1;
    /** Where in the stream the buffer ends. */
    private long end;

    /**
     * @param begin where in the stream the first byte is that comes
     * @param last the byte before it; anything if there is none or nobody will ask
     */
    Packed(InputStream from, long begin, int last) {
        this.from = from;
        this.end = begin;
        this.buffer[0] = (byte) last;
    }

    /** Bytes of the stream that were used. */
    long used() {
        return end - (limit - position);
    }

    /** The last byte that was used. */
    int last() {
        return buffer[position - 1] & 0xff;
    }

    boolean isEmpty() {
        return position == limit;
    }

    /** The next byte; -1 at the end. */
    int next() throws IOException {
        return isEmpty() && !fill() ? -1 : buffer[position++] & 0xff;
    }

    /** The next byte, which must be there. */
    int need() throws IOException {
        int next = next();
        if (next < 0) {
            throw cut();
        }
        return next;
    }

    /** The next four bytes, least first. */
    int needNumber() throws IOException {
        int number = 0;
        for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
            number |= need() << shift;
        }
        return number;
    }

    /** Uses bytes that somebody else unpacked. */
    void use(int count) {
        position += count;
    }

    /** Replaces what was used up. */
    void refill() throws IOException {
        if (!fill()) {
            throw cut();
        }
    }

    /** Gives what is not used yet to somebody who unpacks it, and says what was used by {@link #use}. */
    void loadInto(RawInflate inflate) {
        inflate.load(buffer, position, limit - position);
    }

    private boolean fill() throws IOException {
        buffer[0] = buffer[limit - 1];
        int count = 0;
        while (count == 0) {
            count = from.read(buffer, 1, RawInflate.SIZE);
        }
        if (count < 0) {
            return false;
        }
        position = 1;
        limit = 1 + count;
        end += count;
        return true;
    }

    private EOFException cut() {
        return new EOFException("The gzip data ends in its midst, after " + used() + " bytes");
    }

    void close() throws IOException {
        from.close();
    }
}
