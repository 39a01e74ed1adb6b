package dev.muster.agent.archive;

import dev.muster.agent.packing.BulkInput;
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
final class Ahead extends BulkInput {
    private static final int BUFFERS = 8;
    static final int SIZE = 1 << 18;

    /** What was read; nothing: the end, or what ended it. One thread at a time has it. */
    private static final class Buffer {
        private final byte[] bytes;
        private int used;
        private int count;
        private @Nullable Throwable why;

        Buffer(int size) {
            bytes = new byte[size];
        }

        boolean isEmpty() {
            return used == count;
        }
    }

    private final InputStream from;
    private final BlockingQueue<Buffer> empty = new ArrayBlockingQueue<>(BUFFERS);
    private final BlockingQueue<Buffer> full = new ArrayBlockingQueue<>(BUFFERS + 1);
    private final Thread reader;
    private Buffer current = new Buffer(0);
    private boolean ended;
    private volatile boolean closed;

    Ahead(InputStream from) {
        this(from, SIZE);
    }

    /** @param size bytes of a buffer */
    Ahead(InputStream from, int size) {
        this.from = from;
        for (int i = 0; i < BUFFERS; i++) {
            empty.add(new Buffer(size));
        }
        this.reader = Thread.ofPlatform().daemon().name("unpack").start(this::readAhead);
    }

    private void readAhead() {
        try {
            boolean last = false;
            while (!last && !closed) {
                Buffer buffer = empty.take();
                fill(buffer);
                last = buffer.isEmpty() || buffer.why != null;
                full.put(buffer);
            }
        } catch (InterruptedException e) {
            // Closed.
        }
    }

    private void fill(Buffer buffer) {
        buffer.used = 0;
        buffer.count = 0;
        try {
            while (buffer.count < buffer.bytes.length && !closed) {
                int more = from.read(buffer.bytes, buffer.count, buffer.bytes.length - buffer.count);
                if (more < 0) {
                    return;
                }
                buffer.count += more;
            }
        } catch (IOException | RuntimeException | Error e) {
            // Of memory that is short, too: nobody else would hear of it, and the reader would wait for ever.
            buffer.why = e;
        }
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (current.isEmpty()) {
            if (!next()) {
                return -1;
            }
        }
        int count = Math.min(length, current.count - current.used);
        System.arraycopy(current.bytes, current.used, into, offset, count);
        current.used += count;
        return count;
    }

    /** Goes to the next buffer; false at the end, which stays the end. */
    private boolean next() throws IOException {
        switch (current.why) {
            case IOException e -> throw e;
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case null, default -> {}
        }
        if (ended) {
            return false;
        }
        if (current.bytes.length > 0) {
            empty.add(current);
        }
        try {
            current = full.take();
            ended = current.isEmpty();
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
