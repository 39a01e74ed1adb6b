package dev.muster.agent.packing;

import java.io.InputStream;
import java.util.Random;

/** Bytes that come as a network brings them: now one, now a few, now as many as there is room for. */
public final class Trickle extends InputStream {
    private final byte[] bytes;
    private final Random random;
    private final int most;
    private int position;

    public Trickle(byte[] bytes, int from, Random random) {
        this.bytes = bytes;
        this.position = from;
        this.random = random;
        this.most = new int[] {1, 9, 700, 1 << 20}[bytes.length > 100_000 ? 2 + random.nextInt(2) : random.nextInt(4)];
    }

    /** A guess, which may be that there is nothing. */
    @Override
    public int available() {
        return random.nextBoolean() ? 0 : bytes.length - position;
    }

    @Override
    public int read() {
        return position < bytes.length ? bytes[position++] & 0xff : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
        if (length == 0) {
            return 0;
        }
        if (position == bytes.length) {
            return -1;
        }
        int count = Math.min(Math.min(length, 1 + random.nextInt(most)), bytes.length - position);
        System.arraycopy(bytes, position, into, offset, count);
        position += count;
        return count;
    }
}
