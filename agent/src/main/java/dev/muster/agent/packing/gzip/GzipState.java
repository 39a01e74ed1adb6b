package dev.muster.agent.packing.gzip;

import dev.muster.agent.packing.Mark;
import dev.muster.agent.packing.Sealed;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * What has to be known to go on at a mark. As bytes, which are {@link Sealed}: a version, a kind, what the kind has.
 */
sealed interface GzipState {
    /** Between two members, or after the last one. */
    record Between() implements GzipState {}

    /**
     * Within a member, between two of its blocks.
     *
     * @param crc of what came out of the member
     * @param size how much that was, modulo 2^32
     * @param bits how many of the uppermost bits of the last byte are still to be used, 0 to 7
     * @param last that byte
     * @param dictionary what was unpacked last
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Within(int crc, int size, int bits, int last, byte[] dictionary) implements GzipState {}

    String FORMAT = "gzip";
    /** Version and kind. */
    int BETWEEN = 0x0100;

    int WITHIN = 0x0101;
    /** Bytes of these. */
    int COMMON = Short.BYTES;
    /** Bytes of {@link Within} but for the dictionary. */
    int FIXED = 2 * Integer.BYTES + 2;

    /** A mark with this state. */
    default Mark mark(long packed, long unpacked) {
        ByteBuffer bytes = switch (this) {
            case Between() -> ByteBuffer.allocate(COMMON + Sealed.SUM).putShort((short) BETWEEN);
            case Within within ->
                ByteBuffer.allocate(COMMON + FIXED + within.dictionary.length + Sealed.SUM)
                        .putShort((short) WITHIN)
                        .putInt(within.crc)
                        .putInt(within.size)
                        .put((byte) within.bits)
                        .put((byte) within.last)
                        .put(within.dictionary);
        };
        return Sealed.mark(packed, unpacked, bytes.array());
    }

    /**
     * The state of a mark.
     *
     * @throws IOException if it is not one that was written here, or not of this place
     */
    static GzipState of(Mark mark) throws IOException {
        ByteBuffer bytes = Sealed.open(mark, FORMAT);
        must(bytes.remaining() >= COMMON);
        int kind = bytes.getShort();
        if (kind == BETWEEN) {
            must(!bytes.hasRemaining());
            return new Between();
        }
        must(kind == WITHIN && bytes.remaining() >= FIXED && bytes.remaining() <= FIXED + Zlib.WINDOW);
        Within within = new Within(
                bytes.getInt(), bytes.getInt(), bytes.get(), bytes.get() & 0xff, new byte[bytes.remaining()]);
        must(within.bits >= 0 && within.bits < Byte.SIZE);
        bytes.get(within.dictionary);
        return within;
    }

    private static void must(boolean holds) throws IOException {
        if (!holds) {
            throw Sealed.broken(FORMAT);
        }
    }
}
