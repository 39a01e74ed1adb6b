package dev.muster.agent.archive;

import dev.muster.agent.packing.BulkInput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.OptionalLong;

/**
 * A tar's bytes on their way to its reader. Keeps the header of the entry at which the reader is, however many records it
 * has, so that another reader can be given it again.
 */
final class Tape extends BulkInput {
    private static final int RECORD = 512;

    private final InputStream from;
    private final Runnable onHeader;
    private final Runnable onRead;
    private final ByteArrayOutputStream header = new ByteArrayOutputStream();
    private long at;
    private long headerAt;
    private long nextAt;
    private boolean inHeader = true;
    /** Whether the header that is kept goes on. */
    private boolean goesOn;

    /**
     * A tape that begins with a header.
     *
     * @param at where in the tar that is
     * @param onHeader runs before the first byte of each header is given
     * @param onRead runs after all that is read
     */
    Tape(InputStream from, long at, Runnable onHeader, Runnable onRead) {
        this.from = from;
        this.at = at;
        this.headerAt = at;
        this.nextAt = at;
        this.onHeader = onHeader;
        this.onRead = onRead;
    }

    /** A tape that begins after a header, within its entry's content. */
    Tape(InputStream from, long at, byte[] header, long content, Runnable onHeader, Runnable onRead) {
        this(from, at, onHeader, onRead);
        this.header.writeBytes(header);
        this.headerAt = at - content - header.length;
        this.inHeader = false;
    }

    /** The reader is about to look for another entry. What fills up the last one is still to come, and belongs to that. */
    void entryBegins() {
        nextAt = (at + RECORD - 1) / RECORD * RECORD;
        inHeader = true;
    }

    /** The reader knows the entry. */
    void contentBegins() {
        inHeader = false;
        goesOn = false;
    }

    /** Bytes until the next record begins. */
    int fill() {
        return (int) ((RECORD - at % RECORD) % RECORD);
    }

    /** Whether that place of the tar is within the entry at which the reader is, and was read. */
    boolean covers(long place) {
        return place >= headerAt && place <= at;
    }

    /** Bytes of the tar that were read. */
    long at() {
        return at;
    }

    /** The entry's header. */
    byte[] header() {
        return header.toByteArray();
    }

    /** The entry's header up to there. */
    byte[] headerUpTo(long place) {
        return Arrays.copyOf(header(), (int) Math.min(header.size(), place - headerAt));
    }

    /** Bytes between the entry's header and there; empty if that is in it. */
    OptionalLong contentUpTo(long place) {
        long content = place - headerAt - header.size();
        return goesOn || content < 0 ? OptionalLong.empty() : OptionalLong.of(content);
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        boolean fills = inHeader && at < nextAt;
        int count = from.read(into, offset, fills ? (int) Math.min(length, nextAt - at) : length);
        if (count > 0) {
            if (inHeader && !fills) {
                keep(into, offset, count);
            }
            at += count;
            onRead.run();
        }
        return count;
    }

    private void keep(byte[] bytes, int offset, int count) {
        if (at == nextAt) {
            header.reset();
            headerAt = at;
            goesOn = true;
            onHeader.run();
        }
        header.write(bytes, offset, count);
    }

    @Override
    public void close() throws IOException {
        from.close();
    }
}
