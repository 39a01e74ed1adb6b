package dev.muster.agent.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.agent.packing.Mark;
import dev.muster.agent.packing.MarkedStream;
import dev.muster.agent.testing.Archives;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an earlier run left that had come to the end, where the disk is waited for. */
class GoneOnTest {
    private static final Budget PLENTY = new Budget(1L << 30, 10_000);

    @TempDir
    Path folder;

    /** A tar that is not packed, with a mark at its start. */
    private static MarkedStream bare(byte[] tar) {
        return new MarkedStream() {
            private int at;

            @Override
            public int read(byte[] into, int offset, int length) {
                if (isAsked()) {
                    give(new Mark(at, at, new byte[0]));
                }
                int count = Math.min(length, tar.length - at);
                System.arraycopy(tar, at, into, offset, count);
                at += count;
                return count == 0 ? -1 : count;
            }
        };
    }

    /** Red with: a link that may not be there yet; all that was unpacked is thrown away then. */
    @Test
    void linksThatAnEarlierRunHadMadeAreMadeAgain() throws IOException {
        byte[] tar = Archives.make(
                "a.tar",
                Archives.file("a", "x".repeat(30_000)),
                new Archives.Link("before", "a"),
                Archives.file("b", "y".repeat(30_000)),
                new Archives.Link("after", "b"),
                Archives.file("c", "z".repeat(30_000)));
        List<Place> places = new ArrayList<>();
        UnpackWatch watch = new UnpackWatch() {
            private boolean asked;

            @Override
            public void written(long bytes) {}

            @Override
            public boolean wantsPlace() {
                boolean wants = !asked;
                asked = true;
                return wants;
            }

            @Override
            public void place(Place place) {
                places.add(place);
                asked = false;
            }
        };
        Unpacker.unpack(bare(tar), 512, Optional.empty(), folder, PLENTY, watch);
        assertThat(places).isNotEmpty();
        for (Place place : places) {
            int from = (int) place.mark().packed();
            byte[] rest = java.util.Arrays.copyOfRange(tar, from, tar.length);
            Unpacker.unpack(bare(rest), 512, Optional.of(place), folder, PLENTY, _ -> {});
            assertThat(Files.readSymbolicLink(folder.resolve("before"))).hasToString("a");
            assertThat(Files.readSymbolicLink(folder.resolve("after"))).hasToString("b");
        }
    }
}
