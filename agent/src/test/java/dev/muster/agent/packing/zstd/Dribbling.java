package dev.muster.agent.packing.zstd;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Random;

/** Gives what it has in pieces of chance sizes, small ones or big ones, and says by chance how much there is. */
final class Dribbling extends FilterInputStream {
    private final Random chance;
    private final int most;

    Dribbling(InputStream from, Random chance) {
        super(from);
        this.chance = chance;
        this.most = (int) Math.exp(3 + chance.nextDouble() * 9);
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        return length == 0 ? 0 : super.read(into, offset, 1 + chance.nextInt(Math.min(length, most)));
    }

    @Override
    public int available() throws IOException {
        return chance.nextBoolean() ? 0 : super.available();
    }
}
