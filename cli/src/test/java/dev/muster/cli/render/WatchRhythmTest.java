package dev.muster.cli.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.core.report.StatusReport.Deployment;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class WatchRhythmTest {
    private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");

    @Test
    void withoutAChangeItSpeaksEveryThirtySeconds() {
        WatchRhythm rhythm = new WatchRhythm();
        List<Deployment> nothing = List.of();
        long said = 0;
        for (int second = 0; second < 100; second++) {
            said += rhythm.due(nothing, START.plusSeconds(second)) ? 1 : 0;
        }
        assertThat(said).isEqualTo(4);
    }
}
