package dev.muster.agent.packing.xz;

import dev.muster.agent.packing.Format;
import dev.muster.agent.packing.Mark;
import dev.muster.agent.packing.MarkedStream;
import java.io.IOException;
import java.io.InputStream;

/** xz. */
final class XzFormat implements Format {
    @Override
    public MarkedStream open(InputStream packed) {
        return XzMarks.open(packed);
    }

    @Override
    public MarkedStream open(InputStream packedFromTheMarkOn, Mark mark) throws IOException {
        return XzMarks.open(packedFromTheMarkOn, mark);
    }
}
