package dev.muster.core.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.core.state.Health.Vote;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

class HealthPropertyTest {
    record Probe(int millis, Vote vote) {}

    @Provide
    Arbitrary<List<Probe>> probes() {
        Arbitrary<Vote> votes = Arbitraries.frequency(
                net.jqwik.api.Tuple.of(4, Vote.GOOD),
                net.jqwik.api.Tuple.of(3, Vote.BAD),
                net.jqwik.api.Tuple.of(1, Vote.KEEP),
                net.jqwik.api.Tuple.of(2, Vote.NONE));
        return Combinators.combine(Arbitraries.integers().between(50, 9_000), votes)
                .as(Probe::new)
                .list()
                .ofMaxSize(200);
    }

    @Property
    void neverChangesTwiceWithinFifteenSeconds(@ForAll("probes") List<Probe> probes) {
        List<Instant> changes = changes(probes);
        for (int i = 1; i < changes.size(); i++) {
            assertThat(Duration.between(changes.get(i - 1), changes.get(i)))
                    .isGreaterThanOrEqualTo(Duration.ofSeconds(15));
        }
        // It says something only where there are two.
        Statistics.label("two changes and more")
                .collect(changes.size() >= 2)
                .coverage(coverage -> coverage.check(true).percentage(percent -> percent > 20));
    }

    @Example
    void aNodeThatIsAskedSeldomIsNotSilentBetweenTwoQuestions() {
        Health health = new Health(Duration.ofSeconds(33));
        Instant now = Instant.parse("2026-11-01T00:00:00Z");
        for (int second = 0; second < 300; second++) {
            health.see(
                    now.plusSeconds(second), second % 30 == 0 ? Vote.GOOD : Vote.NONE, Duration.ofSeconds(second % 30));
            assertThat(health.code()).isEqualTo(second < 60 ? 503 : 200);
        }
        health.see(now.plusSeconds(303), Vote.NONE, Duration.ofSeconds(33));
        assertThat(health.code()).isEqualTo(503);
    }

    @Property
    void aNodeThatFallsSilentIsOutAfterTenSecondsUnlessItCameInJustBefore(@ForAll("probes") List<Probe> probes) {
        Film film = new Film();
        probes.forEach(film::show);
        Instant in = film.health.since(film.now);
        Instant silentSince = film.answered;
        boolean wasIn = film.health.code() == 200;
        for (int i = 0; i < 16; i++) {
            film.show(new Probe(1000, Vote.NONE));
            boolean due = Times.age(silentSince, film.now).compareTo(Duration.ofSeconds(10)) >= 0;
            boolean held = Times.age(in, film.now).compareTo(Duration.ofSeconds(15)) < 0;
            if (wasIn && due && !held) {
                assertThat(film.health.code()).isEqualTo(503);
            }
        }
        assertThat(film.health.code()).isEqualTo(503);
    }

    @Property
    void aNodeKnownToBeGoneIsOutAtOnce(@ForAll("probes") List<Probe> probes) {
        Film film = new Film();
        probes.forEach(film::show);
        film.show(new Probe(1, Vote.GONE));
        assertThat(film.health.code()).isEqualTo(503);
    }

    @Property
    void threeGoodProbesPutItInAndTwoBadOnesTakeItOut(@ForAll("probes") List<Probe> probes) {
        Film film = new Film();
        probes.forEach(film::show);
        film.show(new Probe(20_000, Vote.BAD));
        film.show(new Probe(10, Vote.BAD));
        assertThat(film.health.code()).isEqualTo(503);
        film.show(new Probe(20_000, Vote.GOOD));
        film.show(new Probe(10, Vote.GOOD));
        assertThat(film.health.code()).isEqualTo(503);
        film.show(new Probe(10, Vote.GOOD));
        assertThat(film.health.code()).isEqualTo(200);
        film.show(new Probe(9_000, Vote.KEEP));
        film.show(new Probe(9_000, Vote.KEEP));
        film.show(new Probe(10, Vote.BAD));
        assertThat(film.health.code()).isEqualTo(200);
        film.show(new Probe(10, Vote.BAD));
        assertThat(film.health.code()).isEqualTo(503);
    }

    private static List<Instant> changes(List<Probe> probes) {
        Film film = new Film();
        List<Instant> changes = new ArrayList<>();
        int code = film.health.code();
        for (Probe probe : probes) {
            film.show(probe);
            if (film.health.code() != code) {
                changes.add(film.now);
                code = film.health.code();
            }
        }
        return changes;
    }

    private static final class Film {
        private final Health health = new Health(Duration.ofSeconds(5));
        private Instant now = NodeFilm.T0;
        private Instant answered = NodeFilm.T0;

        void show(Probe probe) {
            now = now.plusMillis(probe.millis());
            answered = probe.vote() == Vote.GOOD || probe.vote() == Vote.KEEP ? now : answered;
            health.see(now, probe.vote(), Times.age(answered, now));
        }
    }
}
