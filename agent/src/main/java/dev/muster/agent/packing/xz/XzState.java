package dev.muster.agent.packing.xz;

import dev.muster.agent.packing.Mark;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/**
 * What has to be known to go on at a mark. As bytes: a version, a kind, what the kind has, and a checksum of all of this and
 * of where the mark is.
 */
sealed interface XzState {
    /** Between two streams, or after the last one. */
    record Between() implements XzState {}

    /** Within a stream, after these blocks. */
    record Within(Header header, Blocks blocks) implements XzState {}

    /** Version and kind. */
    int BETWEEN = 0x0100;

    int WITHIN = 0x0101;
    /** Bytes of what the two have in common. */
    int COMMON = Short.BYTES + Integer.BYTES;
    /** Bytes of {@link Within}. */
    int FIXED = Header.SIZE + 2 * Long.BYTES + Blocks.DIGEST;

    /** A mark with this state. */
    default Mark mark(long packed, long unpacked) {
        ByteBuffer bytes = switch (this) {
            case Between() -> ByteBuffer.allocate(COMMON).putShort((short) BETWEEN);
            case Within(Header header, Blocks blocks) ->
                ByteBuffer.allocate(COMMON + FIXED)
                        .putShort((short) WITHIN)
                        .put(header.bytes())
                        .putLong(blocks.count())
                        .putLong(blocks.listed())
                        .put(blocks.digest());
        };
        bytes.putInt(checksum(packed, unpacked, bytes.array()));
        return new Mark(packed, unpacked, bytes.array());
    }

    /**
     * The state of a mark.
     *
     * @throws IOException if it is not one that was written here, or not of this place
     */
    static XzState of(Mark mark) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(mark.state());
        must(bytes.remaining() >= COMMON);
        must(bytes.getInt(bytes.limit() - Integer.BYTES) == checksum(mark.packed(), mark.unpacked(), mark.state()));
        bytes.limit(bytes.limit() - Integer.BYTES);
        int kind = bytes.getShort();
        if (kind == BETWEEN) {
            must(!bytes.hasRemaining());
            return new Between();
        }
        must(kind == WITHIN && bytes.remaining() == FIXED);
        byte[] header = new byte[Header.SIZE];
        byte[] digest = new byte[Blocks.DIGEST];
        bytes.get(header);
        long count = bytes.getLong();
        long listed = bytes.getLong();
        bytes.get(digest);
        return new Within(Header.of(header), new Blocks(count, listed, digest));
    }

    private static void must(boolean holds) throws IOException {
        if (!holds) {
            throw new IOException("The mark of the xz data is broken, or of another version of this program: "
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
