package dev.muster.agent.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.agent.testing.Archives;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an earlier run left that had come to the end, where the disk is waited for. */
class GoneOnTest {
    private static final Budget PLENTY = new Budget(1L << 30, 10_000);

    @TempDir
    Path folder;

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
        Places places = new Places();
        Unpacker.unpack(new BareTar(tar, 0, 512, tar.length), 512, Optional.empty(), folder, PLENTY, places);
        assertThat(places.all()).isNotEmpty();
        for (Place place : places.all()) {
            int from = (int) place.mark().packed();
            Unpacker.unpack(new BareTar(tar, from, 512, tar.length), 512, Optional.of(place), folder, PLENTY, _ -> {});
            assertThat(Files.readSymbolicLink(folder.resolve("before"))).hasToString("a");
            assertThat(Files.readSymbolicLink(folder.resolve("after"))).hasToString("b");
        }
    }
}
