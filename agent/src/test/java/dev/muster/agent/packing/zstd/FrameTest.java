package dev.muster.agent.packing.zstd;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** libzstd never repeats a table of one code, but others may: made by hand. */
class FrameTest {
    private static final int ONE_CODE = 0x54;
    private static final int DEFAULTS = 0;
    private static final int REPEATED = 0xfc;
    private static final int REPEATED_OFFSETS = 0x30;

    private static byte[] sequences(int modes) {
        return new byte[] {1, (byte) modes, 5, 5, 5};
    }

    /** A packed block without literals and with one sequence. */
    private static byte[] block(int modes) {
        byte[] block = new byte[3 + 1 + 5];
        Bytes.put(block, 0, 3, (6 << 3) | (BlockHead.PACKED << 1));
        System.arraycopy(sequences(modes), 0, block, 4, 5);
        return block;
    }

    private static boolean sayable(byte[] next) throws IOException, UnreadableException {
        InForce inForce = InForce.START.with(Sequences.read(sequences(ONE_CODE), 5));
        Frame frame = new Frame(new FrameHead(0, false), inForce, new BlockBytes());
        return frame.sayable(count -> Arrays.copyOf(next, Math.min(count, next.length)))
                .isPresent();
    }

    @Test
    void aTableOfOneCodeIsNoHindranceIfNothingRepeatsIt() throws IOException, UnreadableException {
        assertThat(sayable(block(DEFAULTS))).isTrue();
        assertThat(sayable(block(ONE_CODE))).isTrue();
    }

    /** Red if whoever comes next is not looked at. */
    @Test
    void aTableOfOneCodeThatIsRepeatedOrMayBeLaterHinders() throws IOException, UnreadableException {
        assertThat(sayable(block(REPEATED))).isFalse();
        assertThat(sayable(block(REPEATED_OFFSETS))).isFalse();
        assertThat(sayable(new byte[] {8, 0, 0, 1})).isFalse();
        assertThat(sayable(new byte[0])).isFalse();
    }
}
