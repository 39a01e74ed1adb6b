package dev.muster.core.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.core.state.Eta.Speed;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;

/** Any order of things, any distance, clocks that jump. */
class MachinePropertyTest {
    record Moment(long millis, int kind, long height, long ahead, int peers) {}

    @Provide
    Arbitrary<List<Moment>> films() {
        Arbitrary<Long> jumps = Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(20, Arbitraries.longs().between(0, 10_000)),
                net.jqwik.api.Tuple.of(1, Arbitraries.longs().between(-86_400_000, 86_400_000)));
        Arbitrary<Long> heights = Arbitraries.longs().between(0, 1_000_000);
        return Combinators.combine(
                        jumps,
                        Arbitraries.integers().between(0, 12),
                        heights,
                        Arbitraries.longs().between(0, 5_000),
                        Arbitraries.integers().between(0, 9))
                .as(Moment::new)
                .list()
                .ofMaxSize(120);
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void everyVerdictIsSane(@ForAll("films") List<Moment> film, @ForAll boolean dev) {
        NodeFilm node = new NodeFilm(dev ? NodeFilm.dev(1) : NodeFilm.open());
        long height = 0;
        for (Moment moment : film) {
            height = moment.kind() == 0 ? moment.height() : height + moment.height() % 200;
            Verdict verdict = show(node, moment, height);
            assertSane(node, verdict);
        }
    }

    private static Verdict show(NodeFilm node, Moment moment, long height) {
        node.after(moment.millis() / 1000.0);
        return switch (moment.kind()) {
            case 1 -> node.fails();
            case 2 -> node.pending();
            case 3 -> node.restart().pending();
            case 4 -> node.round(new Round.WarmingUp("loading"));
            case 5 -> node.round(NodeFilm.headers(height, height + moment.ahead(), height + moment.ahead()));
            case 6 -> node.is(new Situation.BackingOff(1, "ended"));
            default -> node.restartIfNeeded().has(height, height + moment.ahead(), moment.peers());
        };
    }

    private static void assertSane(NodeFilm node, Verdict verdict) {
        assertThat(verdict.since()).isBeforeOrEqualTo(node.now);
        assertThat(verdict.healthSince()).isBeforeOrEqualTo(node.now);
        assertThat(verdict.healthCode()).isIn(200, 503);
        assertThat(verdict.reason()).isNotBlank();
        Optional.ofNullable(verdict.rate())
                .ifPresent(rate -> assertThat(rate).isFinite().isPositive());
        verdict.eta().ifPresent(MachinePropertyTest::assertOrdered);
        assertThat(verdict.eta().isPresent() && verdict.state() != NodeState.SYNCING)
                .isFalse();
    }

    private static void assertOrdered(Eta eta) {
        assertThat(eta.low()).isBetween(1L, eta.mid());
        assertThat(eta.high()).isBetween(eta.mid(), Eta.MOST_SECONDS);
    }

    @Property(tries = 3000)
    void moreToGoTakesLonger(
            @ForAll @LongRange(min = 1, max = 1_000_000_000) long remaining,
            @ForAll @LongRange(min = 1, max = 1_000_000_000) long more,
            @ForAll @DoubleRange(min = -10, max = 1e6) double low,
            @ForAll @DoubleRange(min = 0, max = 1e6) double mid,
            @ForAll @DoubleRange(min = 0, max = 1e6) double high) {
        double[] speeds = {low, mid, high};
        java.util.Arrays.sort(speeds);
        Speed speed = new Speed(speeds[0], speeds[1], speeds[2]);
        Optional<Eta> near = Eta.of(remaining, speed);
        Optional<Eta> far = Eta.of(remaining + more, speed);
        near.ifPresent(MachinePropertyTest::assertOrdered);
        if (far.isPresent()) {
            assertThat(near).isPresent();
            assertThat(far.get().mid()).isGreaterThanOrEqualTo(near.get().mid());
            assertThat(far.get().low()).isGreaterThanOrEqualTo(near.get().low());
            assertThat(far.get().high()).isGreaterThanOrEqualTo(near.get().high());
        }
    }

    @Property
    void irregularSamplesOfASteadySyncGiveItsRate(
            @ForAll List<@LongRange(min = 200, max = 9_000) Long> gaps,
            @ForAll @DoubleRange(min = 1, max = 5_000) double perSecond) {
        SyncRate rate = new SyncRate();
        long millis = 0;
        for (long gap : gaps) {
            millis += gap;
            rate.add(NodeFilm.T0.plusMillis(millis), (long) (millis / 1000.0 * perSecond), 100_000_000L);
        }
        rate.estimate().ifPresent(told -> assertThat(told.rate()).isBetween(perSecond * 0.6 - 1, perSecond * 1.6 + 1));
        if (gaps.size() > 20) {
            assertThat(rate.estimate()).isPresent();
        }
    }
}
