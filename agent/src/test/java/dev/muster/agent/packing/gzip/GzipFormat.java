package dev.muster.agent.packing.gzip;

import dev.muster.agent.packing.Format;
import dev.muster.agent.packing.Mark;
import dev.muster.agent.packing.MarkedStream;
import dev.muster.agent.testing.Needs;
import java.io.IOException;
import java.io.InputStream;

/** gzip, on machines that have libz. */
final class GzipFormat implements Format {
    GzipFormat() {
        Needs.that(GzipMarks.possible(), "zlib, libz.so.1");
    }

    @Override
    public MarkedStream open(InputStream packed) {
        return GzipMarks.open(packed);
    }

    @Override
    public MarkedStream open(InputStream packedFromTheMarkOn, Mark mark) throws IOException {
        return GzipMarks.open(packedFromTheMarkOn, mark);
    }
}
