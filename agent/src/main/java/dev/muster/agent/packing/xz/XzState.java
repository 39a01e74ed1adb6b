package dev.muster.agent.packing.xz;

import dev.muster.agent.packing.Mark;
import dev.muster.agent.packing.Sealed;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * What has to be known to go on at a mark. As bytes, which are {@link Sealed}: a version, a kind, what the kind has.
 */
sealed interface XzState {
    /** Between two streams, or after the last one. */
    record Between() implements XzState {}

    /** Within a stream, after these blocks. */
    record Within(Header header, Blocks blocks) implements XzState {}

    String FORMAT = "xz";
    /** Version and kind. */
    int BETWEEN = 0x0100;

    int WITHIN = 0x0101;
    /** Bytes of these. */
    int COMMON = Short.BYTES;
    /** Bytes of {@link Within}. */
    int FIXED = Header.SIZE + 2 * Long.BYTES + Blocks.DIGEST;

    /** A mark with this state. */
    default Mark mark(long packed, long unpacked) {
        ByteBuffer bytes = switch (this) {
            case Between() -> ByteBuffer.allocate(COMMON + Sealed.SUM).putShort((short) BETWEEN);
            case Within(Header header, Blocks blocks) ->
                ByteBuffer.allocate(COMMON + FIXED + Sealed.SUM)
                        .putShort((short) WITHIN)
                        .put(header.bytes())
                        .putLong(blocks.count())
                        .putLong(blocks.listed())
                        .put(blocks.digest());
        };
        return Sealed.mark(packed, unpacked, bytes.array());
    }

    /**
     * The state of a mark.
     *
     * @throws IOException if it is not one that was written here, or not of this place
     */
    static XzState of(Mark mark) throws IOException {
        ByteBuffer bytes = Sealed.open(mark, FORMAT);
        must(bytes.remaining() >= COMMON);
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
            throw Sealed.broken(FORMAT);
        }
    }
}
