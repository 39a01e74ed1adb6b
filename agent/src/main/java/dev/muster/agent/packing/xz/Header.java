package dev.muster.agent.packing.xz;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import org.tukaani.xz.SingleXZInputStream;

/**
 * What a stream begins with: The .xz File Format 1.2.1, section 2.1.1 (read 2026-11-29).
 *
 * @param bytes all of it
 */
@SuppressWarnings("ArrayRecordComponent") // Never changed, never compared.
record Header(byte[] bytes) {
    static final int SIZE = 12;
    static final int FLAGS = 6;
    static final int FLAGS_SIZE = 2;

    /** Bytes of the check after a block, for every three kinds of checks after the first, which is none. */
    private static final int[] CHECKS = {4, 8, 16, 32, 64};

    /** @throws IOException if it is not what a stream begins with, or of a kind that cannot be unpacked here */
    static Header of(byte[] bytes) throws IOException {
        // Reads the header, and nothing else yet.
        new SingleXZInputStream(new ByteArrayInputStream(bytes)).close();
        return new Header(bytes);
    }

    /** Two bytes that are in the stream's footer too. */
    byte[] flags() {
        return Arrays.copyOfRange(bytes, FLAGS, FLAGS + FLAGS_SIZE);
    }

    /** Bytes of the check after a block. */
    int checkSize() {
        int kind = bytes[FLAGS + 1] & 0xf;
        return kind == 0 ? 0 : CHECKS[(kind - 1) / 3];
    }
}
