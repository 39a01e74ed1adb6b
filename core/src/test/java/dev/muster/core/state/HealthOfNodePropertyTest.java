package dev.muster.core.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;

/**
 * What a load balancer is told over whatever a node that runs answers, by the whole state machine, agents that take over
 * included.
 *
 * <p>Sabotage that turns it red: the time between two changes is not looked at, or is half a second shorter; an agent
 * that takes over forgets when the last change was.
 */
class HealthOfNodePropertyTest {
    /** What comes of one probe. */
    enum Kind {
        AT_THE_TIP,
        BEHIND,
        ALONE,
        FAILED,
        NOTHING_YET,
        ANOTHER_AGENT
    }

    record Probe(int millis, Kind kind) {}

    @Provide
    Arbitrary<List<Probe>> probes() {
        Arbitrary<Kind> kinds = Arbitraries.frequency(
                Tuple.of(8, Kind.AT_THE_TIP),
                Tuple.of(2, Kind.BEHIND),
                Tuple.of(2, Kind.ALONE),
                Tuple.of(3, Kind.FAILED),
                Tuple.of(2, Kind.NOTHING_YET),
                Tuple.of(1, Kind.ANOTHER_AGENT));
        // Runs of one kind, as real faults have them: else there would hardly be three good ones in a row.
        return Combinators.combine(
                        Arbitraries.integers().between(50, 4_000),
                        kinds,
                        Arbitraries.integers().between(1, 6))
                .as((millis, kind, times) -> java.util.Collections.nCopies(times, new Probe(millis, kind)))
                .list()
                .ofMaxSize(60)
                .map(runs -> runs.stream().flatMap(List::stream).toList());
    }

    @Property(tries = 400)
    void neverChangesTwiceWithinFifteenSeconds(@ForAll("probes") List<Probe> probes) {
        List<Instant> changes = changes(probes);
        for (int i = 1; i < changes.size(); i++) {
            assertThat(Duration.between(changes.get(i - 1), changes.get(i)))
                    .isGreaterThanOrEqualTo(Duration.ofSeconds(15));
        }
        Statistics.label("two changes and more")
                .collect(changes.size() >= 2)
                .coverage(coverage -> coverage.check(true).percentage(percent -> percent > 20));
    }

    private static List<Instant> changes(List<Probe> probes) {
        StateMachine machine = new StateMachine(NodeFilm.open());
        Instant now = NodeFilm.T0;
        Instant started = now;
        long tip = 1000;
        int code = 503;
        List<Instant> changes = new ArrayList<>();
        Verdict last = null;
        for (Probe probe : probes) {
            now = now.plusMillis(probe.millis());
            tip++;
            if (probe.kind() == Kind.ANOTHER_AGENT && last != null) {
                machine = new StateMachine(NodeFilm.open());
                machine.resume(last);
            }
            last = machine.next(new Observation(
                    now, new Situation.Running(started), round(probe.kind(), tip), Observation.Others.NONE));
            if (last.healthCode() != code) {
                code = last.healthCode();
                changes.add(now);
            }
        }
        return changes;
    }

    private static Round round(Kind kind, long tip) {
        return switch (kind) {
            case AT_THE_TIP -> NodeFilm.answer(tip, tip, 8);
            case BEHIND -> NodeFilm.answer(tip - 500, tip, 8);
            case ALONE -> NodeFilm.answer(tip, tip, 0);
            case FAILED -> new Round.Failed("connection refused");
            case NOTHING_YET, ANOTHER_AGENT -> new Round.Pending();
        };
    }
}
