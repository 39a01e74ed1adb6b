package dev.muster.agent.packing.xz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.agent.packing.Contents;
import dev.muster.agent.packing.Every;
import dev.muster.agent.packing.Filter;
import dev.muster.agent.packing.Mark;
import dev.muster.agent.packing.Relay;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the program xz packs. */
class XzProgramTest {
    private static final int LENGTH = 400_000;

    /** Each with the blocks that it makes of 400000 bytes, after each of which a mark is possible. */
    @ParameterizedTest
    @CsvSource({
        "xz -1 -T2 --block-size=64KiB, 7",
        "xz -1 -T2 --block-size=65535 --check=none, 7",
        "xz -1 -T2 --block-size=50000 --check=crc32, 8",
        "xz -1 -T2 --block-size=50000 --check=sha256, 8",
        "xz -1 -T1 --block-size=50000, 8",
        "xz -T2 --block-size=50000 --x86 --lzma2=preset=0, 8",
        "xz -T2 --block-size=50000 --delta=dist=64 --lzma2=preset=0, 8",
        "xz -1 -T1, 1"
    })
    void itsFilesAreUnpackedFromEveryBlockOn(String command, int blocks) throws IOException, InterruptedException {
        for (Contents contents : List.of(Contents.ZEROS, Contents.RANDOM, Contents.MIXED)) {
            Random random = new Random(contents.name().length());
            byte[] original = contents.make(LENGTH, random);
            byte[] packed = Filter.run(command, original);
            List<Mark> marks = Every.markOf(new XzFormat(), packed);
            assertThat(marks).as("%s", contents).hasSize(blocks);
            Relay relay = new Relay(new XzFormat(), packed, original, random);
            for (Mark mark : marks) {
                relay.tail(mark);
            }
            relay.run();
        }
    }

    @Test
    void streamsAfterStreamsAreOne() throws IOException, InterruptedException {
        Random random = new Random(1);
        ByteArrayOutputStream original = new ByteArrayOutputStream();
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        for (String command : List.of("xz -0 -T1", "xz -0 -T2 --block-size=9000", "xz -0 -T1 --check=none", "xz -0")) {
            byte[] part = Contents.TEXT.make(random.nextInt(30_000), random);
            original.writeBytes(part);
            packed.writeBytes(Filter.run(command, part));
            packed.writeBytes(Filter.run(command, new byte[0]));
            packed.writeBytes(new byte[4 * random.nextInt(3)]);
        }
        Relay relay = new Relay(new XzFormat(), packed.toByteArray(), original.toByteArray(), random);
        for (Mark mark : relay.run()) {
            relay.tail(mark);
        }
        assertThat(Every.markOf(new XzFormat(), packed.toByteArray())).hasSizeGreaterThan(3);
    }
}
