package dev.muster.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.aws.synth.Program;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A checksum that is remembered is never another than the file's. */
class RememberedProgramTest {
    @TempDir
    Path folder;

    private Path jar = Path.of("");
    private RememberedProgram memory = new RememberedProgram(Path.of(""));

    @BeforeEach
    void aProgram() throws IOException {
        jar = Files.writeString(folder.resolve("muster.jar"), "first");
        memory = new RememberedProgram(folder.resolve("programs"));
    }

    private Path remembered() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("programs"))) {
            List<Path> all = files.toList();
            assertThat(all).hasSize(1);
            return all.getFirst();
        }
    }

    /** Sabotage: it computes each time. */
    @Test
    void theSecondTimeNothingIsComputed() throws IOException {
        String sum = memory.of(jar).orElseThrow().sha256();
        assertThat(memory.of(jar)).isEqualTo(Program.of(jar));
        // Another checksum in its place would be believed, which shows that it is read.
        Path file = remembered();
        String other = "0".repeat(64);
        Files.writeString(file, Files.readString(file).replace(sum, other));
        assertThat(memory.of(jar).orElseThrow().sha256()).isEqualTo(other);
    }

    /** Sabotage: the times of the file's entry are left out of what is remembered. */
    @Test
    void anotherBuildOfTheSameSizeAndTimeIsComputedAnew() throws IOException {
        FileTime time = Files.getLastModifiedTime(jar);
        memory.of(jar);
        Files.write(jar, "other".getBytes(StandardCharsets.UTF_8));
        Files.setLastModifiedTime(jar, time);
        assertThat(memory.of(jar)).isEqualTo(Program.of(jar));
    }

    /** Sabotage: what is remembered is taken without a look at its form. */
    @Test
    void whatIsTornOrCannotBeWrittenIsComputed() throws IOException {
        memory.of(jar);
        String text = Files.readString(remembered());
        Files.writeString(remembered(), text.substring(0, text.length() - 1));
        assertThat(memory.of(jar)).isEqualTo(Program.of(jar));

        Path file = Files.writeString(folder.resolve("no-folder"), "");
        assertThat(new RememberedProgram(file).of(jar)).isEqualTo(Program.of(jar));
    }

    @Test
    void aFolderIsNoProgram() throws IOException {
        assertThat(memory.of(folder)).isEmpty();
    }
}
