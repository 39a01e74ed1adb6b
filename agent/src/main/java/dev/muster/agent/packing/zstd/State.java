package dev.muster.agent.packing.zstd;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * The bytes of a mark: a version, a kind, for a mark within a frame the frame's head and a dictionary that ends with the
 * window, and a sum of all before it. A wrong one would unpack to wrong data that nobody notices.
 */
final class State {
    private static final int VERSION = 1;
    private static final int BETWEEN_FRAMES = 0;
    private static final int WITHIN_FRAME = 1;
    private static final int HEAD = 4;
    private static final int SUM = 4;

    private State() {}

    static byte[] betweenFrames() {
        byte[] bytes = new byte[2 + SUM];
        bytes[0] = VERSION;
        bytes[1] = BETWEEN_FRAMES;
        return summed(bytes);
    }

    /** @param window a full one */
    static byte[] within(FrameHead frame, InForce inForce, Window window) throws UnreadableException {
        Dictionary dictionary = Dictionary.of(inForce);
        byte[] bytes = new byte[HEAD + dictionary.size() + window.size() + SUM];
        bytes[0] = VERSION;
        bytes[1] = WITHIN_FRAME;
        bytes[2] = (byte) frame.window();
        bytes[3] = (byte) (frame.checksum() ? 1 : 0);
        dictionary.write(bytes, HEAD);
        window.copy(bytes, HEAD + dictionary.size());
        return summed(bytes);
    }

    private static byte[] summed(byte[] bytes) {
        Bytes.put(bytes, bytes.length - SUM, SUM, sum(bytes));
        return bytes;
    }

    private static long sum(byte[] bytes) {
        CRC32 sum = new CRC32();
        sum.update(bytes, 0, bytes.length - SUM);
        return sum.getValue();
    }

    /** Reads what one of these methods wrote: nothing for a mark between frames. */
    static Optional<Within> read(byte[] bytes) throws IOException {
        if (bytes.length < 2 + SUM || Bytes.number(bytes, bytes.length - SUM, SUM) != sum(bytes)) {
            throw new IOException("The mark of a zstd stream is damaged. Unpack from the stream's start.");
        }
        if (bytes[0] != VERSION || (bytes[1] != BETWEEN_FRAMES && bytes[1] != WITHIN_FRAME)) {
            throw new IOException("The mark of a zstd stream is of version " + bytes[0] + " and kind " + bytes[1]
                    + ", which this version of Muster does not read. Unpack from the stream's start.");
        }
        return bytes[1] == BETWEEN_FRAMES ? Optional.empty() : Optional.of(within(bytes));
    }

    private static Within within(byte[] bytes) throws IOException {
        try {
            int end = bytes.length - SUM;
            return new Within(
                    new FrameHead(bytes[2] & 0xff, bytes[3] != 0),
                    Dictionary.read(bytes, HEAD, end),
                    Arrays.copyOfRange(bytes, HEAD, end));
        } catch (UnreadableException e) {
            throw new IOException(
                    "The mark of a zstd stream is not what Muster writes: " + e.getMessage()
                            + ". Unpack from the stream's start.",
                    e);
        }
    }

    /** @param dictionary makes a decoder go on as that which was there before */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Within(FrameHead head, InForce inForce, byte[] dictionary) {}
}
