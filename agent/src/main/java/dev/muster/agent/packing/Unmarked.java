package dev.muster.agent.packing;

import java.io.IOException;
import java.io.InputStream;

/** What gives no state of it away: never has a mark. */
public final class Unmarked extends MarkedStream {
    private final InputStream unpacking;

    public Unmarked(InputStream unpacking) {
        this.unpacking = unpacking;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        return unpacking.read(into, offset, length);
    }

    @Override
    public void close() throws IOException {
        unpacking.close();
    }
}
