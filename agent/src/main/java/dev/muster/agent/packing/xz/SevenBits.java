package dev.muster.agent.packing.xz;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.tukaani.xz.CorruptedInputException;

/** Numbers of 63 bits in bytes of seven, least first: The .xz File Format 1.2.1, section 1.2 (read 2026-11-29). */
final class SevenBits {
    private static final int BITS = 7;
    private static final int MORE = 1 << BITS;
    private static final int MOST = 63;

    private SevenBits() {}

    static void write(ByteArrayOutputStream to, long number) {
        long left = number;
        for (; left >= MORE; left >>>= BITS) {
            to.write((int) left | MORE);
        }
        to.write((int) left);
    }

    static int size(long number) {
        return Math.max(1, (Long.SIZE - Long.numberOfLeadingZeros(number) + BITS - 1) / BITS);
    }

    static long read(InputStream from) throws IOException {
        long number = 0;
        for (int shift = 0; shift < MOST; shift += BITS) {
            int next = from.read();
            if (next < 0) {
                throw new EOFException("The xz data ends in its index");
            }
            if (next == 0 && shift > 0) {
                throw new CorruptedInputException("The xz data is broken: a number in its index is");
            }
            number |= (long) (next & (MORE - 1)) << shift;
            if (next < MORE) {
                return number;
            }
        }
        throw new CorruptedInputException("The xz data is broken: a number in its index does not end");
    }
}
