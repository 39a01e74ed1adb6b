package dev.muster.agent.archive;

import dev.muster.agent.packing.Mark;
import dev.muster.agent.packing.MarkedStream;
import java.io.IOException;

/** A tar that is not packed, with marks at multiples of some number; ends with an error where it is told to. */
final class BareTar extends MarkedStream {
    private final byte[] tar;
    private final int grain;
    private final int end;
    private int at;

    BareTar(byte[] tar, int from, int grain, int end) {
        this.tar = tar;
        this.at = from;
        this.grain = grain;
        this.end = end;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (at >= end && end < tar.length) {
            throw new IOException("ended by the test");
        }
        if (at == tar.length) {
            return -1;
        }
        if (isAsked() && at % grain == 0) {
            give(new Mark(at, at, new byte[0]));
        }
        int count = Math.min(length, Math.min(tar.length - at, grain - at % grain));
        System.arraycopy(tar, at, into, offset, count);
        at += count;
        return count;
    }
}
