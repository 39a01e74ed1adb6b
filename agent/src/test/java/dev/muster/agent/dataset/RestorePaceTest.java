package dev.muster.agent.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Sabotage: an ETA of the whole's rate alone; one that is told before there are samples. */
class RestorePaceTest {
    private static final Instant START = Instant.parse("2026-11-28T12:00:00Z");
    private static final long MB = 1_000_000;

    private final RestorePace pace = new RestorePace(START, 0, OptionalLong.of(10_000 * MB));

    @Test
    void saysNothingOfTheEndBeforeItHasSeenSomething() {
        pace.add(START.plusSeconds(2), 20 * MB);
        assertThat(pace.left()).isEmpty();
        assertThat(pace.words()).isEqualTo("20 MB of 10 GB (0 %), 10 MB a second, time left cannot be told yet");
    }

    @Test
    void isBetweenWhatTheLastMinuteAndWhatTheWholeSay() {
        for (int second = 0; second <= 100; second++) {
            pace.add(START.plusSeconds(second), second * 10L * MB);
        }
        for (int second = 1; second <= 60; second++) {
            pace.add(START.plusSeconds(100 + second), (1000 + second * 40L) * MB);
        }
        assertThat(pace.left()).hasValueSatisfying(eta -> {
            assertThat(eta.low()).isBetween(160L, 170L);
            assertThat(eta.high()).isBetween(300L, 320L);
        });
        assertThat(pace.words()).startsWith("3.4 GB of 10 GB (34 %), 40 MB a second, 2 min 45 s to ");
    }

    @Test
    void knowsNoEndOfWhatHasNoSize() {
        RestorePace unknown = new RestorePace(START, 0, OptionalLong.empty());
        unknown.add(START.plusSeconds(10), 50 * MB);
        assertThat(unknown.left()).isEmpty();
        assertThat(unknown.fraction()).isEmpty();
        assertThat(unknown.words()).isEqualTo("50 MB, 5 MB a second, time left cannot be told yet");
    }
}
