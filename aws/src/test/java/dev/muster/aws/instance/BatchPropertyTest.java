package dev.muster.aws.instance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.AfterFailureMode;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/**
 * Whatever is written, each call is one that CloudWatch Logs takes, and no line is lost, doubled or passed by another.
 * Sabotage: the 26 bytes are not counted; a batch that is full drops the line that did not fit.
 */
class BatchPropertyTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    @Provide
    Arbitrary<List<LogLine>> logs() {
        Arbitrary<Instant> times = Arbitraries.longs()
                .between(-Duration.ofDays(16).toSeconds(), Duration.ofHours(3).toSeconds())
                .map(NOW::plusSeconds);
        Arbitrary<String> words =
                Arbitraries.of("", " ", "a", "é", "\uD83D\uDE00", "block 17 accepted", "x".repeat(500));
        Arbitrary<String> texts = Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(20, words),
                net.jqwik.api.Tuple.of(
                        1, Arbitraries.integers().between(100_000, 140_000).map("é"::repeat)),
                net.jqwik.api.Tuple.of(
                        1, Arbitraries.integers().between(60_000, 66_000).map("\uD83D\uDE00"::repeat)));
        return net.jqwik.api.Combinators.combine(times, texts)
                .as(LogLine::new)
                .list()
                .ofMaxSize(40);
    }

    @Property(tries = 60, shrinking = ShrinkingMode.OFF, afterFailure = AfterFailureMode.RANDOM_SEED)
    void eachCallIsOneThatIsTaken(@ForAll("logs") List<LogLine> lines) {
        List<LogLine> sent = new ArrayList<>();
        for (List<LogLine> left = lines; !left.isEmpty(); ) {
            Batch batch = Batch.first(left, NOW);
            taken(batch);
            sent.addAll(batch.lines());
            assertThat(batch.taken()).isPositive();
            left = left.subList(batch.taken(), left.size());
        }
        assertThat(sent.stream().map(line -> head(line.text())))
                .containsExactlyElementsOf(lines.stream()
                        .filter(line -> !line.text().isBlank() && young(line))
                        .map(line -> head(line.text()))
                        .toList());
    }

    @Property(tries = 3, shrinking = ShrinkingMode.OFF)
    void manyShortLinesAreManyCalls(@ForAll("many") List<LogLine> lines) {
        int sent = 0;
        int calls = 0;
        for (List<LogLine> left = lines; !left.isEmpty(); calls++) {
            Batch batch = Batch.first(left, NOW);
            taken(batch);
            sent += batch.lines().size();
            left = left.subList(batch.taken(), left.size());
        }
        assertThat(sent).isEqualTo(lines.size());
        assertThat(calls).isEqualTo((lines.size() + Batch.MOST_LINES - 1) / Batch.MOST_LINES);
    }

    @Provide
    Arbitrary<List<LogLine>> many() {
        return Arbitraries.integers()
                .between(9_990, 30_010)
                .map(count -> java.util.Collections.nCopies(count, new LogLine(NOW, "a")));
    }

    private static void taken(Batch batch) {
        List<LogLine> lines = batch.lines();
        assertThat(lines).hasSizeLessThanOrEqualTo(10_000);
        assertThat(lines.stream()
                        .mapToLong(line -> line.text().getBytes(StandardCharsets.UTF_8).length + 26L)
                        .sum())
                .isLessThanOrEqualTo(1_048_576);
        for (int i = 0; i < lines.size(); i++) {
            Instant at = lines.get(i).at();
            assertThat(lines.get(i).text()).isNotEmpty();
            assertThat(at).isBeforeOrEqualTo(NOW).isAfter(NOW.minus(Duration.ofDays(14)));
            assertThat(at).isBeforeOrEqualTo(lines.getFirst().at().plus(Duration.ofHours(24)));
            assertThat(i == 0 || !at.isBefore(lines.get(i - 1).at())).isTrue();
        }
    }

    /** A line is left out for its age alone. */
    private static boolean young(LogLine line) {
        return !line.at().isBefore(NOW.minus(Batch.OLDEST));
    }

    private static String head(String text) {
        return text.substring(0, Math.min(20, text.length()));
    }
}
