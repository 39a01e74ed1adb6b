package dev.muster.agent.packing.zstd;

import dev.muster.agent.packing.Mark;
import dev.muster.agent.packing.Sealed;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * The bytes of a mark: a version, a kind, for a mark within a frame the frame's head and a dictionary that ends with the
 * window; {@link Sealed}.
 */
final class State {
    private static final int VERSION = 1;
    private static final int BETWEEN_FRAMES = 0;
    private static final int WITHIN_FRAME = 1;
    private static final int HEAD = 4;
    private static final String FORMAT = "zstd";

    private State() {}

    /** With room for the sum, as that within a frame. */
    static byte[] betweenFrames() {
        byte[] bytes = new byte[2 + Sealed.SUM];
        bytes[0] = VERSION;
        bytes[1] = BETWEEN_FRAMES;
        return bytes;
    }

    /** @param window a full one */
    static byte[] within(FrameHead frame, InForce inForce, Window window) throws UnreadableException {
        Dictionary dictionary = Dictionary.of(inForce);
        byte[] bytes = new byte[HEAD + dictionary.size() + window.size() + Sealed.SUM];
        bytes[0] = VERSION;
        bytes[1] = WITHIN_FRAME;
        bytes[2] = (byte) frame.window();
        bytes[3] = (byte) (frame.checksum() ? 1 : 0);
        dictionary.write(bytes, HEAD);
        window.copy(bytes, HEAD + dictionary.size());
        return bytes;
    }

    /** Reads what one of these methods wrote: nothing for a mark between frames. */
    static Optional<Within> read(Mark mark) throws IOException {
        ByteBuffer content = Sealed.open(mark, FORMAT);
        byte[] bytes = new byte[content.remaining()];
        content.get(bytes);
        if (bytes.length < 2 || bytes[0] != VERSION || (bytes[1] != BETWEEN_FRAMES && bytes[1] != WITHIN_FRAME)) {
            throw Sealed.broken(FORMAT);
        }
        return bytes[1] == BETWEEN_FRAMES ? Optional.empty() : Optional.of(within(bytes));
    }

    private static Within within(byte[] bytes) throws IOException {
        try {
            int end = bytes.length;
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
