package dev.muster.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentProgramTest {
    private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));

    @TempDir
    Path folder;

    private AgentProgram program() throws IOException {
        return AgentProgram.of(Files.writeString(folder.resolve("built.jar"), "program"), folder.resolve("runtimes"));
    }

    @Test
    void aCopyThatIsThereIsLeftAlone() throws IOException {
        Path copy = program().jar();
        Files.setLastModifiedTime(copy, LONG_AGO);
        assertThat(program().jar()).isEqualTo(copy).hasContent("program");
        assertThat(Files.getLastModifiedTime(copy)).isEqualTo(LONG_AGO);
    }

    @Test
    void aCopyThatAPowerCutHasSpoiledIsMadeAgain() throws IOException {
        Path copy = program().jar();
        for (String spoiled : new String[] {"", "pro", "\0\0\0\0\0\0\0"}) {
            Files.writeString(copy, spoiled);
            assertThat(program().jar()).isEqualTo(copy).hasContent("program");
        }
    }
}
