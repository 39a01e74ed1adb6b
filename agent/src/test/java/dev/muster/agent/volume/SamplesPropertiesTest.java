package dev.muster.agent.volume;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class SamplesPropertiesTest {
    /** Up to 1 GiB every sector is read. */
    @Property(tries = 100)
    void readsAllOfASmallDisk(@ForAll @LongRange(min = 1, max = Samples.WHOLE / 512) long sectors) {
        long bytes = sectors * 512;
        BitSet read = new BitSet();
        Samples.places(bytes)
                .forEach(at -> read.set((int) (at / 512), (int) ((at + Samples.length(bytes, at) + 511) / 512)));
        assertThat(read.cardinality()).isEqualTo((int) sectors);
    }

    /** Of a larger one both ends, and no gap between two pieces is larger than its 16,384th part. */
    @Property(tries = 20)
    void readsBothEndsAndEvenlyBetween(
            @ForAll @LongRange(min = Samples.WHOLE / 512 + 1, max = (64L << 40) / 512) long sectors) {
        long bytes = sectors * 512;
        long[] places = Samples.places(bytes).sorted().toArray();
        assertThat(places[0]).isZero();
        long end = 0;
        for (long at : places) {
            assertThat(at - end).isLessThanOrEqualTo(bytes / Samples.PIECES);
            end = Math.max(end, at + Samples.length(bytes, at));
        }
        assertThat(end).isEqualTo(bytes);
        assertThat(Samples.length(bytes, bytes - Samples.EDGE)).isEqualTo(Samples.EDGE);
    }
}
