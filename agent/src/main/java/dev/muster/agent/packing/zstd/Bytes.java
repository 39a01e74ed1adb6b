package dev.muster.agent.packing.zstd;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Numbers in bytes, the lowest byte first, as all of zstd has them. */
final class Bytes {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private Bytes() {}

    /** Eight bytes; they must be there. */
    static long eight(byte[] from, int at) {
        return (long) LONGS.get(from, at);
    }

    /** The number in so many bytes, at most eight. */
    static long number(byte[] from, int at, int bytes) {
        long number = 0;
        for (int i = bytes - 1; i >= 0; i--) {
            number = (number << 8) | one(from, at + i);
        }
        return number;
    }

    static int one(byte[] from, int at) {
        return from[at] & 0xff;
    }

    static void put(byte[] into, int at, int bytes, long number) {
        for (int i = 0; i < bytes; i++) {
            into[at + i] = (byte) (number >>> (8 * i));
        }
    }
}
