package dev.muster.agent.archive;

import dev.muster.agent.packing.BulkInput;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** So many bytes of a stream, and no fewer. */
final class Rest extends BulkInput {
    private final InputStream from;
    private long left;

    Rest(InputStream from, long left) {
        this.from = from;
        this.left = left;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (left == 0) {
            return -1;
        }
        int count = from.read(into, offset, (int) Math.min(length, left));
        if (count < 0) {
            throw new EOFException("it ends " + left + " bytes too early");
        }
        left -= count;
        return count;
    }
}
