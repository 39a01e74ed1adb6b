package dev.muster.agent.packing.gzip;

import dev.muster.agent.packing.Mark;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/**
 * What has to be known to go on at a mark. As bytes: a version, a kind, what the kind has, and a checksum of all of this and
 * of where the mark is, for wrong state would unpack to wrong bytes.
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

    /** Version and kind. */
    int BETWEEN = 0x0100;

    int WITHIN = 0x0101;
    /** Bytes of what the two have in common. */
    int COMMON = Short.BYTES + Integer.BYTES;
    /** Bytes of {@link Within} but for the dictionary. */
    int FIXED = 2 * Integer.BYTES + 2;

    /** A mark with this state. */
    default Mark mark(long packed, long unpacked) {
        ByteBuffer bytes = switch (this) {
            case Between() -> ByteBuffer.allocate(COMMON).putShort((short) BETWEEN);
            case Within within ->
                ByteBuffer.allocate(COMMON + FIXED + within.dictionary.length)
                        .putShort((short) WITHIN)
                        .putInt(within.crc)
                        .putInt(within.size)
                        .put((byte) within.bits)
                        .put((byte) within.last)
                        .put(within.dictionary);
        };
        bytes.putInt(checksum(packed, unpacked, bytes.array()));
        return new Mark(packed, unpacked, bytes.array());
    }

    /**
     * The state of a mark.
     *
     * @throws IOException if it is not one that was written here, or not of this place
     */
    static GzipState of(Mark mark) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(mark.state());
        must(bytes.remaining() >= COMMON);
        must(bytes.getInt(bytes.limit() - Integer.BYTES) == checksum(mark.packed(), mark.unpacked(), mark.state()));
        bytes.limit(bytes.limit() - Integer.BYTES);
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
            throw new IOException("The mark of the gzip data is broken, or of another version of this program: "
                    + "unpacking cannot go on there, only begin anew");
        }
    }

    /** Of where the mark is and of all bytes of its state but the last four, where this stands. */
    private static int checksum(long packed, long unpacked, byte[] state) {
        CRC32 crc = new CRC32();
        crc.update(ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(packed)
                .putLong(unpacked)
                .flip());
        crc.update(state, 0, state.length - Integer.BYTES);
        return (int) crc.getValue();
    }
}
