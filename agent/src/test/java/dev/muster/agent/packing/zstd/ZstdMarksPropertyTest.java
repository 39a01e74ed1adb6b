package dev.muster.agent.packing.zstd;

import java.io.IOException;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class ZstdMarksPropertyTest {
    /** Whatever is packed and however, from every mark on comes the rest, and from the marks of that, too. */
    @Property(tries = 90)
    void fromEveryMarkOnComesTheRest(
            @ForAll Contents contents,
            @ForAll @IntRange(min = 0, max = 3_000_000) int size,
            @ForAll @IntRange(min = -5, max = 16) int level,
            @ForAll @IntRange(min = 10, max = 22) int windowLog,
            @ForAll boolean checksum,
            @ForAll long seed)
            throws IOException {
        Random chance = new Random(seed);
        byte[] original = contents.piece(chance, size);
        byte[] packed = Packer.library(original, level, windowLog, checksum);
        new Trial(packed, original, chance, 1 + size / 5, 6).run();
    }

    /** The same of many frames. */
    @Property(tries = 30)
    void framesFollowEachOther(
            @ForAll Contents contents,
            @ForAll @IntRange(min = 0, max = 1_000_000) int size,
            @ForAll @IntRange(min = 20_000, max = 1_200_000) int each,
            @ForAll @IntRange(min = -5, max = 12) int level,
            @ForAll long seed)
            throws IOException {
        Random chance = new Random(seed);
        byte[] original = contents.piece(chance, size);
        byte[] packed = Packer.frames(original, each, level, chance);
        new Trial(packed, original, chance, 1 + size / 5, 6).run();
    }
}
