package dev.muster.agent.packing.zstd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdIOException;
import dev.muster.agent.packing.Mark;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class ZstdMarksTest {
    private static final int SIZE = 5_000_000;

    private static byte[] text() {
        return Contents.TEXT.piece(new Random(1), SIZE);
    }

    private static ZstdMarks open(byte[] packed) throws IOException {
        return ZstdMarks.open(new ByteArrayInputStream(packed));
    }

    private static ZstdMarks open(byte[] packed, Mark mark) throws IOException {
        int at = (int) mark.packed();
        return ZstdMarks.open(new ByteArrayInputStream(packed, at, packed.length - at), mark);
    }

    /** The mark of somebody who asks after so many bytes. */
    private static Mark mark(ZstdMarks stream, int after) throws IOException {
        stream.readNBytes(after);
        stream.ask();
        for (byte[] bytes = new byte[10_000]; stream.read(bytes, 0, bytes.length) > 0; ) {
            Mark mark = stream.take().orElse(null);
            if (mark != null) {
                return mark;
            }
        }
        throw new AssertionError("no mark before the end");
    }

    private static byte[] after(byte[] original, Mark mark) {
        return Arrays.copyOfRange(original, (int) mark.unpacked(), original.length);
    }

    @Test
    void nobodyAsksAndNobodyGets() throws IOException {
        byte[] original = text();
        try (ZstdMarks stream = open(Packer.library(original, 3, 0, true))) {
            assertThat(stream.readAllBytes()).isEqualTo(original);
            assertThat(stream.take()).isEmpty();
        }
    }

    @Test
    void aMarkIsGivenOnceAndFromItOnComesTheRest() throws IOException {
        byte[] original = text();
        byte[] packed = Packer.library(original, 3, 17, true);
        try (ZstdMarks stream = open(packed)) {
            Mark mark = mark(stream, 1_000_000);
            assertThat(stream.take()).isEmpty();
            assertThat(mark.unpacked()).isBetween(1_000_000L, 2_000_000L);
            assertThat(mark.packed()).isBetween(packed.length / 6L, packed.length * 3L / 5);
            try (ZstdMarks rest = open(packed, mark)) {
                assertThat(rest.readAllBytes()).isEqualTo(after(original, mark));
            }
        }
    }

    @Test
    void asksAtOnceAndGetsTheStart() throws IOException {
        byte[] packed = Packer.library(text(), 1, 0, true);
        try (ZstdMarks stream = open(packed)) {
            stream.ask();
            stream.readNBytes(1);
            // libzstd had asked for bytes before anybody could know that there are none before them.
            assertThat(stream.take().map(Mark::unpacked)).isIn(Optional.empty(), Optional.of(0L));
        }
    }

    @Test
    void afterAMarkedFrameOthersFollowThatDoNotKnowOfIt() throws IOException {
        byte[] original = text();
        byte[] two = new byte[2 * SIZE];
        System.arraycopy(original, 0, two, 0, SIZE);
        System.arraycopy(original, 0, two, SIZE, SIZE);
        byte[] frame = Packer.library(original, 3, 16, true);
        byte[] packed = Arrays.copyOf(frame, 2 * frame.length);
        System.arraycopy(frame, 0, packed, frame.length, frame.length);
        try (ZstdMarks stream = open(packed);
                ZstdMarks rest = open(packed, mark(stream, 4_000_000))) {
            Mark later = mark(rest, SIZE);
            assertThat(later.packed()).isGreaterThan(frame.length);
            try (ZstdMarks last = open(packed, later)) {
                assertThat(last.readAllBytes()).isEqualTo(after(two, later));
            }
        }
    }

    /** A frame that begins with a run uses the offset that is there at the start. Red if the dictionary is kept for it. */
    @Test
    void theNextFrameBeginsWithTheOffsetsOfAStart() throws IOException {
        byte[] original = Arrays.copyOf(text(), SIZE + 1_000_000);
        byte[] first = Packer.library(Arrays.copyOf(original, SIZE), 3, 16, true);
        byte[] second = Packer.library(Arrays.copyOfRange(original, SIZE, original.length), 3, 16, true);
        byte[] packed = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, packed, first.length, second.length);
        try (ZstdMarks stream = open(packed)) {
            Mark mark = mark(stream, 1_000_000);
            try (ZstdMarks rest = open(packed, mark)) {
                assertThat(rest.readAllBytes()).isEqualTo(after(original, mark));
            }
        }
    }

    @Test
    void aDamagedMarkIsNotUsed() throws IOException {
        byte[] packed = Packer.library(text(), 3, 16, true);
        Mark mark;
        try (ZstdMarks stream = open(packed)) {
            mark = mark(stream, 1_000_000);
        }
        for (int at : new int[] {0, 1, 3, 20, mark.state().length / 2, mark.state().length - 1}) {
            byte[] state = mark.state().clone();
            state[at] ^= 1;
            assertThatThrownBy(() -> open(packed, new Mark(mark.packed(), mark.unpacked(), state)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("The mark of the zstd data is broken");
        }
        byte[] cut = Arrays.copyOf(mark.state(), 100);
        assertThatThrownBy(() -> open(packed, new Mark(mark.packed(), mark.unpacked(), cut)))
                .hasMessageContaining("broken");
    }

    @Test
    void anArchiveThatIsCutIsAnErrorFromAMarkOn() throws IOException {
        byte[] packed = Packer.library(text(), 3, 16, true);
        try (ZstdMarks stream = open(packed)) {
            Mark mark = mark(stream, 1_000_000);
            try (ZstdMarks inBlock = open(Arrays.copyOf(packed, packed.length - 100), mark)) {
                assertThatThrownBy(inBlock::readAllBytes).isInstanceOf(ZstdIOException.class);
            }
            try (ZstdMarks inChecksum = open(Arrays.copyOf(packed, packed.length - 2), mark)) {
                assertThatThrownBy(inChecksum::readAllBytes).hasMessageContaining("ends in the checksum");
            }
        }
    }

    @Test
    void whatIsNoZstdIsAnErrorAsEver() throws IOException {
        try (ZstdMarks stream = open("this is not zstd at all".getBytes(StandardCharsets.US_ASCII))) {
            stream.ask();
            assertThatThrownBy(stream::readAllBytes).isInstanceOf(ZstdIOException.class);
        }
    }

    @Test
    void whoClosesItClosesWhatIsPacked() throws IOException {
        AtomicBoolean closed = new AtomicBoolean();
        InputStream packed = new ByteArrayInputStream(Packer.library(text(), 1, 0, false)) {
            @Override
            public void close() {
                closed.set(true);
            }
        };
        try (ZstdMarks stream = ZstdMarks.open(packed)) {
            stream.readNBytes(10);
            assertThat(closed).isFalse();
        }
        assertThat(closed).isTrue();
    }
}
