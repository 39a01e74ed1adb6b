package dev.muster.agent.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.agent.archive.Place;
import dev.muster.agent.fetch.Checksum;
import dev.muster.agent.packing.Mark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StagingTest {
    private static final int NAME = 240;

    @TempDir
    Path folder;

    private static Checkpoint checkpoint() {
        Place.Made made = new Place.Made(1, 5, Map.of());
        return new Checkpoint(
                "http://127.0.0.1/a.tar.gz",
                "1",
                9,
                Checksum.Algorithm.SHA256,
                new RunningSum.Part(0, new byte[0]),
                new Place(new Mark(3, 5, new byte[0]), made, new byte[0], OptionalLong.of(5)));
    }

    /** Red with: a next run that goes on where files are missing, and calls that right, for the sum is of the archive. */
    @Test
    void whatSpeaksOfFilesIsDroppedBeforeThem() throws IOException {
        Staging staging = new Staging(folder);
        staging.begin();
        staging.checkpoint().write(checkpoint());
        assertThat(staging.checkpoint().read()).isPresent();
        // Paths that are too long to be removed stop it in its midst, as the end of the process would.
        Path deep = deep(staging.files(), "a");
        Path other = folder.resolve("b".repeat(NAME));
        deep(folder, "b");
        Files.move(other, deep.resolve("b"));
        try {
            assertThatThrownBy(staging::drop).isInstanceOf(IOException.class);
            assertThat(staging.files()).exists();
            assertThat(staging.checkpoint().read()).isEmpty();
        } finally {
            Files.move(deep.resolve("b"), other);
        }
    }

    /** The innermost of folders whose path has half as many bytes as a path may have, and some more. */
    private static Path deep(Path in, String letter) throws IOException {
        Path path = in;
        for (int i = 0; i < 9; i++) {
            path = path.resolve(letter.repeat(NAME));
        }
        return Files.createDirectories(path);
    }
}
