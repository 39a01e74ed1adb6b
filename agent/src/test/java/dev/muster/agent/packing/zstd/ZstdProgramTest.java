package dev.muster.agent.packing.zstd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.agent.packing.Mark;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Archives of the program zstd, whatever its options. */
class ZstdProgramTest {
    private static final int SIZE = 8_000_000;

    @TestFactory
    Stream<DynamicTest> fromEveryMarkOnComesTheRest() {
        return Stream.of(
                        "-1 --no-check",
                        "-3",
                        "-3 -T0",
                        "-3 --check -T0 --rsyncable",
                        "--fast=5",
                        "-6 --long=20",
                        "-9 --zstd=wlog=15",
                        "-13 --zstd=wlog=18",
                        "-19 --zstd=wlog=16")
                .map(options -> DynamicTest.dynamicTest(options, () -> fromEveryMark(options)));
    }

    private static void fromEveryMark(String options) throws IOException {
        Random chance = new Random(options.hashCode());
        byte[] original = Contents.MIXED.piece(chance, SIZE);
        Trial trial = new Trial(pack(original, options), original, chance, 1_000_000, 4).run();
        assertThat(trial.within).isPositive();
    }

    private static byte[] pack(byte[] original, String options) throws IOException {
        return Packer.program(original, ("zstd -q -c " + options).split(" "));
    }

    /** A window of 128 MiB is no state that anybody wants on his disk. */
    @Test
    void aLongWindowHasNoMarksWithinIt() throws IOException {
        byte[] original = Contents.TEXT.piece(new Random(2), SIZE);
        Trial trial = new Trial(pack(original, "-3 --long=27"), original, new Random(3), 1_000_000, 4).run();
        assertThat(List.of(trial.asked, trial.within)).isEqualTo(List.of(1, 0));
    }

    /** Whoever asks is answered after one window and a few blocks. */
    @TestFactory
    Stream<DynamicTest> aMarkIsThereSoon() {
        return Stream.of(Contents.TEXT, Contents.RANDOM, Contents.RECORDS, Contents.PAGES, Contents.MIXED)
                .flatMap(contents -> Stream.of("-1", "-3", "-3 --zstd=wlog=23")
                        .map(options ->
                                DynamicTest.dynamicTest(contents + " " + options, () -> soon(contents, options))));
    }

    private static void soon(Contents contents, String options) throws IOException {
        int window = options.equals("-1") ? 1 << 19 : options.equals("-3") ? 1 << 21 : 1 << 23;
        byte[] original = contents.piece(new Random(4), window + SIZE / 2);
        // A pipe has no size, so that a level has its own window, however small the input is.
        byte[] packed = pack(original, options);
        try (ZstdMarks stream = ZstdMarks.open(new ByteArrayInputStream(packed))) {
            stream.readNBytes(100_000);
            stream.ask();
            stream.readNBytes(window + 2 * 1024 * 1024);
            Mark mark = stream.take().orElseThrow();
            assertThat(mark.state().length).isBetween(window, window + 1024);
            int at = (int) mark.packed();
            try (ZstdMarks rest = ZstdMarks.open(new ByteArrayInputStream(packed, at, packed.length - at), mark)) {
                assertThat(rest.readAllBytes())
                        .isEqualTo(Arrays.copyOfRange(original, (int) mark.unpacked(), original.length));
            }
        }
    }
}
