package dev.muster.agent.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Reads a stream ahead in a thread of its own, a few buffers at most, so that unpacking and writing what was unpacked are
 * two cores' work. What the stream throws is thrown where its bytes would have been. Once it is closed, so is the stream, and
 * nobody reads from that any more.
 */
final class Ahead extends InputStream {
    private static final int BUFFERS = 8;
    private static final int SIZE = 1 << 18;

    /** A buffer with what was read; of none: the end, or what ended it. */
    private record Filled(byte[] bytes, int count, @Nullable Throwable why) {}

    private final InputStream from;
    private final BlockingQueue<byte[]> empty = new ArrayBlockingQueue<>(BUFFERS);
    private final BlockingQueue<Filled> full = new ArrayBlockingQueue<>(BUFFERS + 1);
    private final Thread reader;
    private Filled current = new Filled(new byte[0], 0, null);
    private int used;
    private volatile boolean closed;

    Ahead(InputStream from) {
        this.from = from;
        for (int i = 0; i < BUFFERS; i++) {
            empty.add(new byte[SIZE]);
        }
        this.reader = Thread.ofPlatform().daemon().name("unpack").start(this::readAhead);
    }

    private void readAhead() {
        try {
            Filled filled;
            do {
                filled = fill(empty.take());
                full.put(filled);
            } while (filled.count > 0 && !closed);
        } catch (InterruptedException e) {
            // Closed.
        }
    }

    private Filled fill(byte[] bytes) {
        int count = 0;
        try {
            while (count < bytes.length && !closed) {
                int more = from.read(bytes, count, bytes.length - count);
                if (more < 0) {
                    break;
                }
                count += more;
            }
            return new Filled(bytes, count, null);
        } catch (IOException | RuntimeException e) {
            return new Filled(bytes, count, e);
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (used == current.count) {
            if (!next()) {
                return -1;
            }
        }
        int count = Math.min(length, current.count - used);
        System.arraycopy(current.bytes, used, into, offset, count);
        used += count;
        return count;
    }

    /** Goes to the next buffer; false at the end, which stays the end. */
    private boolean next() throws IOException {
        switch (current.why) {
            case IOException e -> throw e;
            case RuntimeException e -> throw e;
            case null, default -> {}
        }
        if (current.bytes.length > 0) {
            if (current.count == 0) {
                return false;
            }
            empty.add(current.bytes);
        }
        try {
            current = full.take();
            used = 0;
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    @Override
    public void close() throws IOException {
        closed = true;
        reader.interrupt();
        try {
            reader.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
        from.close();
    }
}
