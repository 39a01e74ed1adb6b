package dev.muster.agent.packing.zstd;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import dev.muster.agent.packing.Mark;
import dev.muster.agent.packing.MarkedStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Unpacks zstd. Marks are possible between frames, and between blocks of a frame once its window has been given since a
 * mark was asked for; of a frame whose window does not fit {@link Mark#MOST} only at its end. From a frame with a
 * dictionary or of an old format on there are none. The checksum of a frame that was not read from its start is not
 * checked.
 */
public final class ZstdMarks extends MarkedStream {
    private final Tap tap;
    private final Marking marking;
    private ZstdInputStreamNoFinalizer decoder;

    private ZstdMarks(InputStream packed, long from, long given) throws IOException {
        this.marking = new Marking(given, this::isAsked, this::give);
        this.tap = new Tap(packed, new Scan(from), marking);
        this.decoder = new ZstdInputStreamNoFinalizer(tap);
    }

    private ZstdMarks(InputStream packed, Mark mark, State.Within state) throws IOException {
        this.marking = new Marking(mark.unpacked(), this::isAsked, this::give);
        Scan scan = new Scan(mark.packed(), state.head(), state.inForce());
        this.tap = new Tap(packed, scan, marking, state.head().written());
        this.decoder = remembering(tap, state.dictionary());
    }

    private static ZstdInputStreamNoFinalizer remembering(Tap tap, byte[] dictionary) throws IOException {
        ZstdInputStreamNoFinalizer decoder = new ZstdInputStreamNoFinalizer(tap);
        try {
            return decoder.setDict(dictionary);
        } catch (IOException e) {
            decoder.close();
            throw e;
        }
    }

    /** From the start of a packed stream on; closes it when it is closed. */
    public static ZstdMarks open(InputStream packed) throws IOException {
        return new ZstdMarks(packed, 0, 0);
    }

    /**
     * From a mark on that was made here. Later marks count from the start of all, too.
     *
     * @param packedFromTheMarkOn the packed stream without its first {@link Mark#packed} bytes
     * @throws IOException also if the mark is not one that can be read
     */
    public static ZstdMarks open(InputStream packedFromTheMarkOn, Mark mark) throws IOException {
        Optional<State.Within> within = State.read(mark);
        return within.isPresent()
                ? new ZstdMarks(packedFromTheMarkOn, mark, within.get())
                : new ZstdMarks(packedFromTheMarkOn, mark.packed(), mark.unpacked());
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int read = decoder.read(into, offset, length);
        while (read < 0 && tap.over()) {
            withoutDictionary();
            read = decoder.read(into, offset, length);
        }
        if (read > 0) {
            marking.gave(into, offset, read);
        }
        return read;
    }

    /** The frame that needed it has ended, and its successors would take it for theirs. */
    private void withoutDictionary() throws IOException {
        decoder.close();
        tap.goOn();
        decoder = new ZstdInputStreamNoFinalizer(tap);
    }

    @Override
    public int available() throws IOException {
        return decoder.available();
    }

    @Override
    public void close() throws IOException {
        try {
            decoder.close();
        } finally {
            tap.closePacked();
        }
    }
}
