package dev.muster.agent.packing.gzip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.agent.packing.Contents;
import dev.muster.agent.packing.Every;
import dev.muster.agent.packing.Mark;
import dev.muster.agent.packing.MarkedStream;
import dev.muster.agent.packing.Relay;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.Deflater;
import java.util.zip.ZipException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GzipMarksTest {
    private static final byte[] HALLO = "hallo".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

    private final GzipFormat format = new GzipFormat();

    @Test
    void everyFormOfHeaderIsRead() throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int flags = 0; flags < 1 << 5; flags++) {
            all.writeBytes(Members.empty(flags));
        }
        all.writeBytes(hallo());
        assertThat(unpack(all.toByteArray())).isEqualTo(HALLO);
    }

    /** As bgzip has them: members of one block each. Red where only blocks are marked. */
    @Test
    void betweenTwoMembersIsAMark() throws IOException {
        Random random = new Random(1);
        byte[] original = Contents.TEXT.make(100_000, random);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        for (int at = 0; at < original.length; at += 10_000) {
            byte[] part = Arrays.copyOfRange(original, at, at + 10_000);
            packed.writeBytes(Members.pack(part, 6, Deflater.DEFAULT_STRATEGY));
        }
        Relay relay = new Relay(format, packed.toByteArray(), original, random);
        assertThat(relay.run()).isNotEmpty().allSatisfy(mark -> {
            assertThat(mark.unpacked() % 10_000).isZero();
            relay.tail(mark);
        });
    }

    /** Bytes until there is a mark, of 4 MB. zlib ends a block after 16383 symbols, each of at most 258 bytes. */
    @ParameterizedTest
    @ValueSource(strings = {"1 60000", "6 60000", "9 60000"})
    void aMarkComesSoon(String levelAndMost) throws IOException {
        int level = Integer.parseInt(levelAndMost.split(" ", -1)[0]);
        byte[] original = Contents.MIXED.make(1 << 20, new Random(2));
        byte[] packed = Members.pack(original, level, Deflater.DEFAULT_STRATEGY);
        try (MarkedStream stream = format.open(new ByteArrayInputStream(packed))) {
            int at = stream.readNBytes(300_000).length;
            stream.ask();
            Mark mark = null;
            for (; mark == null; mark = stream.take().orElse(null)) {
                at += stream.readNBytes(1_000).length;
            }
            assertThat(at - 300_000).isLessThan(Integer.parseInt(levelAndMost.split(" ", -1)[1]));
            assertThat(mark.unpacked()).isBetween(300_000L, (long) at);
        }
    }

    /**
     * A stored block as long as the window, or shorter, and after it one that refers to its very first byte, which zlib's own
     * packer never does if the window is full. Red with a dictionary that lacks a byte.
     */
    @ParameterizedTest
    @ValueSource(ints = {258, 1_000, 32_767, 32_768})
    void theWholeWindowIsInTheMark(int length) throws IOException {
        byte[] original = Contents.RANDOM.make(length + 258, new Random(4));
        System.arraycopy(original, 0, original, length, 258);
        byte[] packed = Members.storedThenReferred(original, length);
        Mark mark = Every.markOf(format, packed).getFirst();
        assertThat(mark.unpacked()).isEqualTo(length);
        new Relay(format, packed, original, new Random(5)).tail(mark);
    }

    @Test
    void withoutAQuestionThereIsNoMark() throws IOException {
        byte[] packed = Members.pack(Contents.TEXT.make(200_000, new Random(3)), 6, Deflater.DEFAULT_STRATEGY);
        try (MarkedStream stream = format.open(new ByteArrayInputStream(packed))) {
            stream.readAllBytes();
            assertThat(stream.take()).isEmpty();
        }
    }

    @Test
    void zerosMayFollow() throws IOException {
        byte[] packed = Arrays.copyOf(hallo(), 70_000);
        assertThat(unpack(packed)).isEqualTo(HALLO);
    }

    @Test
    void nothingElseMayFollow() {
        byte[] packed = Arrays.copyOf(hallo(), 100);
        packed[90] = 0x1f;
        assertThatThrownBy(() -> unpack(packed))
                .isInstanceOf(ZipException.class)
                .hasMessageContaining("Byte 90");
        assertThatThrownBy(() -> unpack(joined(hallo(), HALLO)))
                .isInstanceOf(ZipException.class)
                .hasMessageContaining("Byte " + hallo().length);
    }

    @Test
    void whatIsNotGzipIsToldSo() {
        assertThatThrownBy(() -> unpack(new byte[0])).isInstanceOf(EOFException.class);
        assertThatThrownBy(() -> unpack(new byte[9])).isInstanceOf(ZipException.class);
        assertThatThrownBy(() -> unpack(HALLO)).isInstanceOf(ZipException.class);
        for (int at = 1; at <= 3; at++) {
            byte[] packed = hallo();
            packed[at] = (byte) 0xff;
            assertThatThrownBy(() -> unpack(packed))
                    .isInstanceOf(ZipException.class)
                    .hasMessageContaining("header");
        }
    }

    @Test
    void checksumAndSizeAreCompared() {
        byte[] crc = hallo();
        crc[crc.length - 8]++;
        assertThatThrownBy(() -> unpack(crc)).isInstanceOf(ZipException.class).hasMessageContaining("checksum");
        byte[] size = hallo();
        size[size.length - 1]++;
        assertThatThrownBy(() -> unpack(size)).isInstanceOf(ZipException.class).hasMessageContaining("size");
    }

    /** Red if what failed is forgotten: the next member would be unpacked as if nothing had been. */
    @Test
    void whatFailedOnceGoesOnFailing() throws IOException {
        byte[] packed = joined(hallo(), hallo());
        packed[hallo().length - 8]++;
        try (MarkedStream stream = format.open(new ByteArrayInputStream(packed))) {
            assertThat(stream.readNBytes(HALLO.length)).isEqualTo(HALLO);
            String why = "checksum is wrong, of the member that ends before byte " + (hallo().length - 4);
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(stream::read)
                        .isInstanceOf(ZipException.class)
                        .hasMessageContaining(why);
            }
        }
    }

    @Test
    void closingClosesThePackedStreamToo() throws IOException {
        AtomicBoolean closed = new AtomicBoolean();
        MarkedStream stream = format.open(new ByteArrayInputStream(hallo()) {
            @Override
            public void close() {
                closed.set(true);
            }
        });
        assertThat(stream.read()).isEqualTo('h');
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

    private static byte[] hallo() {
        return Members.pack(HALLO, 6, Deflater.DEFAULT_STRATEGY);
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
