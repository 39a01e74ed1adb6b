package dev.muster.testnodes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnobsTest {
    @TempDir
    Path directory;

    @Test
    void theNodesOwnFileWinsThenTheEnvironmentThenTheFileBesideTheProgram() throws Exception {
        Path own = Files.writeString(directory.resolve("own"), "tip=1\n");
        Path beside = Files.writeString(directory.resolve("beside"), "tip=3\npeers=3\nflush=3\n");
        Knobs knobs = new Knobs(List.of(own, beside), Map.of("STANDIN_TIP", "2", "STANDIN_PEERS", "2"));

        assertThat(knobs.number("tip", 9)).isEqualTo(1);
        assertThat(knobs.number("peers", 9)).isEqualTo(2);
        assertThat(knobs.seconds("flush", 9)).isEqualTo(Duration.ofSeconds(3));
        assertThat(knobs.number("other", 9)).isEqualTo(9);
    }

    @Test
    void aKnobCanBeTurnedWhileTheNodeRuns() throws Exception {
        Path own = directory.resolve("own");
        Knobs knobs = new Knobs(List.of(own), Map.of());
        assertThat(knobs.flag("silent")).isFalse();

        Files.writeString(own, "silent=true\n");

        assertThat(knobs.flag("silent")).isTrue();
    }
}
