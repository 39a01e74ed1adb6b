package dev.muster.agent.packing.xz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.agent.packing.Contents;
import dev.muster.agent.packing.Every;
import dev.muster.agent.packing.Mark;
import dev.muster.agent.packing.MarkedStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.tukaani.xz.CorruptedInputException;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.MemoryLimitException;
import org.tukaani.xz.XZFormatException;
import org.tukaani.xz.XZOutputStream;

class XzMarksTest {
    private static final int BLOCK = 10_000;

    private final XzFormat format = new XzFormat();
    private final byte[] original = Contents.TEXT.make(5 * BLOCK, new Random(1));

    /** Red without the comparison with the index: a block would be missing, and nobody would know. */
    @Test
    void aBlockThatIsMissingAfterAMarkIsAnError() throws IOException {
        byte[] packed = packed(original);
        List<Mark> marks = Every.markOf(format, packed);
        int next = (int) marks.get(2).packed();
        byte[] without = Arrays.copyOfRange(packed, next, packed.length);
        assertThatThrownBy(() -> format.open(new ByteArrayInputStream(without), marks.get(1))
                        .readAllBytes())
                .isInstanceOf(CorruptedInputException.class)
                .hasMessageContaining("other blocks");
    }

    /** Red with a mark that leaves out what it knows of the blocks before it; if what failed once is forgotten. */
    @Test
    void theBlocksBeforeAMarkAreComparedWithTheIndexToo() throws IOException {
        byte[] others = original.clone();
        Arrays.fill(others, 0, BLOCK, (byte) 'a');
        byte[] packed = packed(original);
        byte[] other = packed(others);
        Mark mark = Every.markOf(format, packed).get(1);
        int from = (int) Every.markOf(format, other).get(1).packed();
        byte[] rest = Arrays.copyOfRange(other, from, other.length);
        try (MarkedStream stream = format.open(new ByteArrayInputStream(rest), mark)) {
            assertThat(stream.readNBytes(3 * BLOCK)).isEqualTo(Arrays.copyOfRange(others, 2 * BLOCK, 5 * BLOCK));
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(stream::read)
                        .isInstanceOf(CorruptedInputException.class)
                        .hasMessageContaining("other sizes");
            }
        }
    }

    @Test
    void aMarkComesAtTheNextBlock() throws IOException {
        try (MarkedStream stream = format.open(new ByteArrayInputStream(packed(original)))) {
            stream.readNBytes(BLOCK + 1);
            assertThat(stream.take()).isEmpty();
            stream.ask();
            stream.readNBytes(BLOCK - 1);
            assertThat(stream.take()).isEmpty();
            stream.read();
            assertThat(stream.take())
                    .hasValueSatisfying(mark -> assertThat(mark.unpacked()).isEqualTo(2 * BLOCK));
            assertThat(stream.take()).isEmpty();
        }
    }

    /** The dictionary of 1 GiB is in the block's header, behind its size, its flags, and number and length of the filter's. */
    @Test
    void whatNeedsTooMuchMemoryIsAnError() throws IOException {
        byte[] packed = packed(original);
        packed[12 + 4] = 36;
        java.util.zip.CRC32 crc = new java.util.zip.CRC32();
        crc.update(packed, 12, 8);
        for (int i = 0; i < 4; i++) {
            packed[20 + i] = (byte) (crc.getValue() >>> (8 * i));
        }
        assertThatThrownBy(() -> unpack(packed)).isInstanceOf(MemoryLimitException.class);
    }

    @Test
    void whatIsNotXzIsToldSo() throws IOException {
        assertThatThrownBy(() -> unpack(new byte[0])).isInstanceOf(EOFException.class);
        assertThatThrownBy(() -> unpack(original)).isInstanceOf(XZFormatException.class);
        byte[] packed = packed(original);
        byte[] longer = Arrays.copyOf(packed, packed.length + 16);
        assertThat(unpack(longer)).isEqualTo(original);
        longer[packed.length + 7] = 1;
        assertThatThrownBy(() -> unpack(longer))
                .isInstanceOf(CorruptedInputException.class)
                .hasMessageContaining("byte " + longer.length);
        assertThatThrownBy(() -> unpack(Arrays.copyOf(packed, packed.length + 3)))
                .isInstanceOf(EOFException.class);
    }

    @Test
    void aStreamOfNothingIsNothing() throws IOException {
        byte[] packed = packed(new byte[0]);
        assertThat(unpack(packed)).isEmpty();
        packed[packed.length - 1] = 0;
        assertThatThrownBy(() -> unpack(packed)).hasMessageContaining("footer");
    }

    /** Red with an index whose padding may be missing. */
    @Test
    void whereverItIsCutItEndsTooEarly() throws IOException {
        byte[] packed = packed(Arrays.copyOf(original, BLOCK));
        for (int length = packed.length - 60; length < packed.length; length++) {
            byte[] cut = Arrays.copyOf(packed, length);
            assertThatThrownBy(() -> unpack(cut)).as("%s", length).isInstanceOf(EOFException.class);
        }
    }

    @Test
    void closingClosesThePackedStreamToo() throws IOException {
        AtomicBoolean closed = new AtomicBoolean();
        MarkedStream stream = format.open(new ByteArrayInputStream(packed(original)) {
            @Override
            public void close() {
                closed.set(true);
            }
        });
        stream.close();
        stream.close();
        assertThat(closed).isTrue();
        assertThatThrownBy(stream::read).isInstanceOf(IOException.class).hasMessage("Stream closed");
    }

    private byte[] unpack(byte[] packed) throws IOException {
        try (MarkedStream stream = format.open(new ByteArrayInputStream(packed))) {
            return stream.readAllBytes();
        }
    }

    private static byte[] packed(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (XZOutputStream packer = new XZOutputStream(out, new LZMA2Options(0))) {
            for (int at = 0; at < bytes.length; at += BLOCK) {
                packer.write(bytes, at, BLOCK);
                packer.endBlock();
            }
        }
        return out.toByteArray();
    }
}
