package dev.muster.agent.packing;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/**
 * The state of a mark with a sum of it and of where the mark is: with a wrong one, or at another place, a stream would unpack
 * to wrong bytes that nobody notices.
 */
public final class Sealed {
    /** Bytes. */
    public static final int SUM = Integer.BYTES;

    private Sealed() {}

    /**
     * A mark with this state.
     *
     * @param state with room for the sum, its last {@link #SUM} bytes; not copied, as it may be large
     */
    public static Mark mark(long packed, long unpacked, byte[] state) {
        int length = state.length - SUM;
        ByteBuffer.wrap(state).putInt(length, sum(packed, unpacked, state, length));
        return new Mark(packed, unpacked, state);
    }

    /**
     * What was given to {@link #mark}, without the sum.
     *
     * @param format of the stream, for the error
     * @throws IOException if this is not what was
     */
    public static ByteBuffer open(Mark mark, String format) throws IOException {
        byte[] state = mark.state();
        int length = state.length - SUM;
        if (length < 0 || ByteBuffer.wrap(state).getInt(length) != sum(mark.packed(), mark.unpacked(), state, length)) {
            throw broken(format);
        }
        return ByteBuffer.wrap(state, 0, length).slice();
    }

    /** That a state is not one that is written here. */
    public static IOException broken(String format) {
        return new IOException("The mark of the " + format + " data is broken, or of another version of this program: "
                + "unpacking cannot go on there, only begin anew");
    }

    private static int sum(long packed, long unpacked, byte[] state, int length) {
        CRC32 crc = new CRC32();
        crc.update(ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(packed)
                .putLong(unpacked)
                .flip());
        crc.update(state, 0, length);
        return (int) crc.getValue();
    }
}
