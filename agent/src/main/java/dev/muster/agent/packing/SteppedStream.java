package dev.muster.agent.packing;

import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Unpacks in steps, of which many give nothing. Once it has failed it fails always. */
public abstract class SteppedStream extends MarkedStream {
    private @Nullable IOException failure;
    private volatile boolean closed;

    /** Whether all was given. */
    protected abstract boolean atEnd();

    /** Goes on a little; gives how many bytes came out, often none. Not asked {@link #atEnd}. */
    protected abstract int step(byte[] into, int offset, int length) throws IOException;

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, into.length);
        if (closed) {
            throw new IOException("Stream closed");
        }
        if (failure != null) {
            throw failure;
        }
        try {
            int count = 0;
            while (count == 0 && length > 0 && !atEnd()) {
                count = step(into, offset, length);
            }
            return count == 0 && length > 0 ? -1 : count;
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }

    /** Also by another thread than the reader's. */
    @Override
    public void close() throws IOException {
        closed = true;
    }
}
