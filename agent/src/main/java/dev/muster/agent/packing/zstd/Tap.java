package dev.muster.agent.packing.zstd;

import dev.muster.agent.packing.BulkInput;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The packed bytes on their way to libzstd. While somebody asks for a mark, a read ends where a frame or a block begins and
 * more is never {@link #available}: then libzstd has given all that it has by the time of the next read.
 */
final class Tap extends BulkInput {
    private static final byte[] NONE = {};

    private final InputStream packed;
    private final Scan scan;
    private final Stops stops;
    private byte[] head;
    private byte[] held = NONE;
    private int used;
    private boolean stopped;
    private boolean resumed;
    private boolean over;

    /** Who may want a mark. */
    interface Stops {
        boolean wanted();

        /** All before this place was given. */
        void at(Scan place, Ahead ahead) throws IOException;
    }

    Tap(InputStream packed, Scan scan, Stops stops) {
        this(packed, scan, stops, NONE);
        resumed = false;
    }

    /**
     * From within a frame on, until that ends.
     *
     * @param head what libzstd is to see before the bytes that follow
     */
    Tap(InputStream packed, Scan scan, Stops stops, byte[] head) {
        this.packed = packed;
        this.scan = scan;
        this.stops = stops;
        this.head = head;
        this.resumed = true;
    }

    @Override
    public int available() throws IOException {
        return over || stops.wanted() ? 0 : held.length - used + packed.available();
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (head.length > 0) {
            return readHead(into, offset, length);
        }
        if (over) {
            return -1;
        }
        if (stopped && (scan.beforeFrame() || scan.beforeBlock())) {
            stops.at(scan, this::ahead);
        }
        stopped = stops.wanted();
        int read = next(into, offset, length);
        return read <= 0 ? read : passed(into, offset, read);
    }

    private byte[] ahead(int count) throws IOException {
        int there = held.length - used;
        if (there < count) {
            byte[] more = packed.readNBytes(count - there);
            byte[] all = Arrays.copyOfRange(held, used, held.length + more.length);
            System.arraycopy(more, 0, all, there, more.length);
            held = all;
            used = 0;
        }
        return Arrays.copyOfRange(held, used, Math.min(held.length, used + count));
    }

    private int readHead(byte[] into, int offset, int length) {
        int part = Math.min(length, head.length);
        System.arraycopy(head, 0, into, offset, part);
        head = Arrays.copyOfRange(head, part, head.length);
        return part;
    }

    private int next(byte[] into, int offset, int length) throws IOException {
        if (used == held.length) {
            held = NONE;
            used = 0;
            return packed.read(into, offset, length);
        }
        int part = Math.min(length, held.length - used);
        System.arraycopy(held, used, into, offset, part);
        used += part;
        return part;
    }

    /** Holds back what is not to pass yet. */
    private int passed(byte[] into, int offset, int read) {
        int passed = scan.pass(into, offset, read, stopped, resumed);
        if (passed < read) {
            hold(into, offset + passed, read - passed);
        }
        over = resumed && scan.afterBlocks();
        return passed;
    }

    private void hold(byte[] from, int offset, int length) {
        if (used >= length) {
            // They came from there.
            used -= length;
        } else {
            held = Arrays.copyOfRange(from, offset, offset + length);
            used = 0;
        }
    }

    /** Whether the frame from whose midst this began has ended. */
    boolean over() {
        return over;
    }

    /** Goes on behind that frame. Its checksum is dropped: nobody has seen all that it is of. */
    void goOn() throws IOException {
        byte[] checksum = new byte[scan.checksum()];
        for (int at = 0; at < checksum.length; ) {
            int read = next(checksum, at, checksum.length - at);
            if (read < 0) {
                throw new EOFException("The packed stream ends in the checksum of a frame");
            }
            at += read;
        }
        scan.pass(checksum, 0, checksum.length, false, false);
        over = false;
        resumed = false;
    }

    /** The decoder closes this, and may not be the last. */
    @Override
    public void close() {}

    void closePacked() throws IOException {
        packed.close();
    }
}
