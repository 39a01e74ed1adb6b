package dev.muster.agent.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.core.state.NodeState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryTest {
    private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);

    @TempDir
    Path folder;

    @Test
    void keepsTenSecondsForADayAndFiveMinutesForNinety() throws IOException {
        History history = new History(folder);
        Instant now = T0;
        // A day of a sample a second would take long: what is passed over is tested below.
        for (int i = 0; i < 100 * 24 * 12; i++, now = now.plusSeconds(300)) {
            history.append(sample(now, i));
        }
        for (int i = 0; i < 36 * 360; i++, now = now.plusSeconds(10)) {
            history.append(sample(now, i));
        }
        List<Sample> lastDay = history.range(now.minus(DAY), now, Duration.ofSeconds(10));
        assertThat(lastDay).hasSize(8640);
        List<Sample> ninety = history.range(now.minus(DAY.multipliedBy(90)), now, Duration.ofMinutes(5));
        assertThat(ninety).hasSize(90 * 288);
        assertThat(ninety).isSortedAccordingTo((a, b) -> a.at().compareTo(b.at()));
        assertThat(history.range(now.minus(DAY.multipliedBy(90)), now, DAY)).hasSizeBetween(90, 91);
        assertThat(bytes()).isLessThan(3_000_000);
    }

    @Test
    void samplesBetweenTheStepsArePassedOver() throws IOException {
        History history = new History(folder);
        for (int i = 0; i < 60; i++) {
            history.append(sample(T0.plusSeconds(i), i));
        }
        assertThat(history.range(T0, T0.plus(DAY), Duration.ofSeconds(1)))
                .extracting(Sample::height)
                .containsExactly(0L, 10L, 20L, 30L, 40L, 50L);
    }

    @Test
    void aTornLastLineIsDroppedAndOverwrittenWhereverItWasCut() throws IOException {
        String torn = sample(T0.plusSeconds(10), 22222222).line();
        for (int cut = 0; cut <= torn.length(); cut++) {
            Path life = folder.resolve("cut-" + cut);
            new History(life).append(sample(T0, 1));
            Path file = life.resolve("10s-" + T0.getEpochSecond() + ".csv");
            Files.writeString(file, torn.substring(0, cut), StandardOpenOption.APPEND);
            assertThat(heights(new History(life))).containsExactly(1L);
            new History(life).append(sample(T0.plusSeconds(20), 3));
            assertThat(heights(new History(life))).containsExactly(1L, 3L);
        }
    }

    @Test
    void unknownStaysUnknown() throws IOException {
        Sample unknown = new Sample(T0, NodeState.UNKNOWN, null, null, null, null, null);
        new History(folder).append(unknown);
        assertThat(new History(folder).range(T0, T0.plusSeconds(1), Duration.ofSeconds(10)))
                .containsExactly(unknown);
    }

    @Test
    void aClockSetBackLosesNothing() throws IOException {
        History history = new History(folder);
        history.append(sample(T0.plusSeconds(100), 1));
        history.append(sample(T0.plusSeconds(50), 2));
        history.append(sample(T0.plusSeconds(110), 3));
        assertThat(heights(history)).containsExactly(2L, 1L, 3L);
    }

    private static List<Long> heights(History history) throws IOException {
        return history.range(T0, T0.plus(DAY), Duration.ofSeconds(10)).stream()
                .map(Sample::height)
                .toList();
    }

    private static Sample sample(Instant at, long height) {
        return new Sample(at, NodeState.SYNCING, height, 900_000L, 8L, 123_456_789_012L, 1_234_567_890L);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private long bytes() throws IOException {
        long sum = 0;
        for (Path file : files()) {
            sum += Files.size(file);
        }
        return sum;
    }
}
