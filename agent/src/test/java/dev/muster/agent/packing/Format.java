package dev.muster.agent.packing;

import java.io.IOException;
import java.io.InputStream;

/** What a packed stream is opened with. */
public interface Format {
    MarkedStream open(InputStream packed) throws IOException;

    MarkedStream open(InputStream packedFromTheMarkOn, Mark mark) throws IOException;

    /** At a mark of a stream whose packed bytes are all here. */
    default MarkedStream open(byte[] packed, Mark mark, java.util.Random random) throws IOException {
        int from = Math.toIntExact(mark.packed());
        return open(new Trickle(packed, from, random), mark);
    }
}
