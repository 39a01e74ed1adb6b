package dev.muster.agent.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.agent.archive.Place;
import dev.muster.agent.fetch.Checksum;
import dev.muster.agent.packing.Mark;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sabotages: a checkpoint of pieces of another size; a file of any size that is read into memory. */
class CheckpointFileTest {
    private static final int PIECE = 100;

    @TempDir
    Path folder;

    private static Checkpoint checkpoint(long summed, long packed) {
        Place place = new Place(
                new Mark(packed, 1000, new byte[] {1, 2}),
                new Place.Made(3, 900, Map.of("a/link", "b")),
                new byte[512],
                OptionalLong.of(7));
        return new Checkpoint(
                "http://127.0.0.1/x",
                "\"tag\"",
                5000,
                Checksum.Algorithm.SHA512,
                new RunningSum.Part(summed, new byte[] {3}),
                place);
    }

    @Test
    void whatWasWrittenIsRead() throws IOException {
        CheckpointFile file = new CheckpointFile(folder.resolve("checkpoint"));
        assertThat(file.read()).isEmpty();
        file.write(checkpoint(200, 250));
        assertThat(file.read()).get().usingRecursiveComparison().isEqualTo(checkpoint(200, 250));
        assertThat(Files.getPosixFilePermissions(file.file())).hasSize(2);
    }

    @Test
    void aSumGoesOnOnlyWhereAPieceBegins() {
        Pieces pieces = new Pieces(OptionalLong.of(5000), PIECE);
        assertThat(checkpoint(200, 250).fits(pieces)).isTrue();
        assertThat(checkpoint(100, 250).fits(pieces)).isFalse();
        assertThat(checkpoint(250, 250).fits(pieces)).isFalse();
    }

    @Test
    void oneThatIsHugeIsNone() throws IOException {
        CheckpointFile file = new CheckpointFile(folder.resolve("checkpoint"));
        try (RandomAccessFile huge = new RandomAccessFile(file.file().toFile(), "rw")) {
            huge.setLength(1L << 33);
        }
        assertThat(file.read()).isEmpty();
    }

    @Test
    void anEmptyOneIsNone() throws IOException {
        CheckpointFile file = new CheckpointFile(folder.resolve("checkpoint"));
        Files.createFile(file.file());
        assertThat(file.read()).isEmpty();
    }
}
