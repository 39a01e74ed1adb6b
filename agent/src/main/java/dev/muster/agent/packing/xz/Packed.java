package dev.muster.agent.packing.xz;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** The packed stream, buffered; knows how much of it was used. */
final class Packed extends InputStream {
    private static final int BUFFER = 1 << 16;

    private final InputStream from;
    private long used;

    /** @param begin where in the stream the first byte is that comes */
    Packed(InputStream from, long begin) {
        this.from = new BufferedInputStream(from, BUFFER);
        this.used = begin;
    }

    /** Bytes of the stream that were used. */
    long used() {
        return used;
    }

    @Override
    public int read() throws IOException {
        int next = from.read();
        used += next < 0 ? 0 : 1;
        return next;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int count = from.read(into, offset, length);
        used += Math.max(count, 0);
        return count;
    }

    /** The next byte, which must be there. */
    int need() throws IOException {
        int next = read();
        if (next < 0) {
            throw cut();
        }
        return next;
    }

    /** The next bytes, all of which must be there. */
    void need(byte[] into, int offset, int length) throws IOException {
        if (readNBytes(into, offset, length) < length) {
            throw cut();
        }
    }

    EOFException cut() {
        return new EOFException("The xz data ends in its midst, after " + used + " bytes");
    }

    @Override
    public void close() throws IOException {
        from.close();
    }
}
