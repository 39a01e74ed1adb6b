package dev.muster.agent.packing.gzip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.agent.packing.Broken;
import dev.muster.agent.packing.Contents;
import dev.muster.agent.packing.Mark;
import dev.muster.agent.packing.Relay;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.Deflater;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class BrokenGzipPropertyTest {
    private static final int MOST = 60_000;
    private final GzipFormat format = new GzipFormat();

    /** Red without the comparison of the checksum; of what goes on, with a checksum that begins anew there. */
    @Property(tries = 60)
    void wrongBytesAreAnError(@ForAll Contents contents, @ForAll long seed) throws IOException {
        Random random = new Random(seed);
        byte[] original = contents.make(random.nextInt(MOST), random);
        byte[] packed = Members.packChecked(original, random);
        byte[] broken = Broken.flipped(packed, 0, random);
        Broken.fails(() -> format.open(new ByteArrayInputStream(broken)), original, 0, random);
    }

    @Property(tries = 60)
    void wrongBytesAfterAMarkAreAnError(@ForAll Contents contents, @ForAll long seed) throws IOException {
        Random random = new Random(seed);
        byte[] original = contents.make(random.nextInt(MOST), random);
        byte[] packed = Members.packChecked(original, random);
        for (Mark mark : new Relay(format, packed, original, random).run(3)) {
            byte[] broken = Broken.flipped(packed, (int) mark.packed(), random);
            Broken.fails(() -> format.open(broken, mark, random), original, mark.unpacked(), random);
        }
    }

    /** Red with a place that is not the mark's, but for this. */
    @Property(tries = 30)
    void bytesOfAnotherPlaceAreAnError(@ForAll Contents contents, @ForAll long seed) throws IOException {
        Random random = new Random(seed);
        byte[] original = contents.make(1_000 + random.nextInt(MOST), random);
        byte[] packed = Members.pack(original, random);
        for (Mark mark : new Relay(format, packed, original, random).run(3)) {
            int from = Math.max(0, (int) mark.packed() + (random.nextBoolean() ? 1 : -1) * (1 + random.nextInt(3)));
            byte[] other = Arrays.copyOfRange(packed, Math.min(from, packed.length), packed.length);
            Broken.fails(() -> format.open(new ByteArrayInputStream(other), mark), original, mark.unpacked(), random);
        }
    }

    @Property(tries = 30)
    void whatIsCutIsAnError(@ForAll Contents contents, @ForAll long seed) throws IOException {
        Random random = new Random(seed);
        byte[] original = contents.make(random.nextInt(MOST), random);
        byte[] packed = Members.pack(original, random.nextInt(10), Deflater.DEFAULT_STRATEGY);
        byte[] cut = Arrays.copyOf(packed, random.nextInt(packed.length));
        assertThatThrownBy(() -> format.open(new ByteArrayInputStream(cut)).readAllBytes())
                .isInstanceOf(EOFException.class)
                .hasMessageContaining(cut.length + " bytes");
        for (Mark mark : new Relay(format, packed, original, random).run(3)) {
            if (mark.packed() < packed.length) {
                int end = (int) mark.packed() + random.nextInt(packed.length - (int) mark.packed());
                assertThatThrownBy(() -> format.open(Arrays.copyOf(packed, end), mark, random)
                                .readAllBytes())
                        .isInstanceOf(EOFException.class);
            }
        }
    }

    /** Red without the checksum of the state. */
    @Property(tries = 60)
    void aStateThatIsNotWhatWasWrittenIsAnError(@ForAll long seed) throws IOException {
        Random random = new Random(seed);
        byte[] original = Contents.MIXED.make(MOST, random);
        byte[] packed = Members.pack(original, random);
        for (Mark mark : new Relay(format, packed, original, random).run(3)) {
            for (Mark wrong : Broken.variants(mark, random)) {
                assertThatThrownBy(() -> format.open(packed, wrong, random))
                        .isInstanceOf(IOException.class)
                        .hasMessageContaining("mark");
            }
            assertThat(GzipState.of(mark)).isNotNull();
        }
    }
}
