package dev.muster.core.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Syncs played through: what was told at each moment, beside what then came true. */
class EtaTest {
    private static final Criteria PATIENT = new Criteria(
            false, true, 2, 3, Duration.ofHours(1), Duration.ofMinutes(10), Optional.empty(), Duration.ofSeconds(20));

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 1, 2})
    void aSteadySyncOfAMinute(double step) {
        Sync sync = new Sync(3000, 0, step, t -> 50);
        sync.assertWithinFactorTwo(30, 57);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 2})
    void aRateHalvedHalfWay(double step) {
        Sync sync = new Sync(3000, 0, step, t -> t < 30 ? 50 : 25);
        sync.assertWithinFactorTwo(45, 87);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.25, 4})
    void aRateChangedMuchMore(double factor) {
        Sync sync = new Sync(6000, 0, 2, t -> t < 30 ? 50 : 50 * factor);
        sync.assertWithinFactorTwo(45, sync.end - 3);
    }

    @Test
    void aTipThatGrowsMeanwhile() {
        Sync sync = new Sync(3000, 10, 2, t -> 60);
        sync.assertWithinFactorTwo(20, sync.end - 3);
    }

    @Test
    void unevenBlocks() {
        Random random = new Random(7);
        Sync sync = new Sync(3000, 0.5, 1.5, t -> 100 * random.nextDouble());
        sync.assertWithinFactorTwo(sync.end / 2, sync.end - 4);
    }

    /** Three days; each block takes as long as three at the start; flushes of two minutes each half hour; bursts. */
    @Test
    void aSyncOfDaysWithBurstsAndStalls() {
        Random random = new Random(3);
        Sync sync = new Sync(PATIENT, 300_000, 1 / 600.0, 10, t -> {
            boolean flush = t % 1800 < 120;
            double base = 12.0 / (1 + 2 * Math.min(1, t / (86_400 * 2)));
            return flush || random.nextInt(4) > 0 ? 0 : base;
        });
        sync.assertWithinFactorTwo(sync.end / 2, sync.end - 7200);
        assertThat(sync.told).as("moments with an answer, of all").isGreaterThan(sync.moments * 98 / 100);
    }

    @Test
    void aNodeThatTheTipOutrunsIsToldNoTime() {
        NodeFilm film = new NodeFilm(NodeFilm.dev(1));
        for (int i = 0; i < 60; i++) {
            Verdict verdict = film.after(2).has(100 + 3L * i, 1000 + 4L * i, 1);
            assertThat(verdict.state()).isEqualTo(NodeState.SYNCING);
            assertThat(i > 5 ? verdict.eta() : Optional.empty()).isEmpty();
        }
    }

    @Test
    void anImportIsNoRate() {
        NodeFilm film = new NodeFilm(NodeFilm.dev(1));
        for (int i = 0; i < 10; i++) {
            film.after(2).has(10L * i, 900_000, 1);
        }
        assertThat(film.after(2).has(800_000, 900_000, 1).eta()).isEmpty();
    }

    /** Plays a sync in steps of a tenth of a second and probes it now and then. */
    private static final class Sync {
        private static final double STEP = 0.1;
        private final java.util.TreeMap<Double, Verdict> verdicts = new java.util.TreeMap<>();
        private double end;
        private int told;
        private int moments;

        Sync(long blocks, double tipSpeed, double every, DoubleUnaryOperator rate) {
            this(NodeFilm.dev(1), blocks, tipSpeed, every, rate);
        }

        Sync(Criteria criteria, long blocks, double tipSpeed, double every, DoubleUnaryOperator rate) {
            NodeFilm film = new NodeFilm(criteria);
            double height = 0;
            double step = Math.max(STEP, every / 20);
            double next = 0;
            double speed = 0;
            for (double t = 0; end == 0; t += step) {
                double tip = blocks + tipSpeed * t;
                if (t >= next) {
                    next = t + every;
                    speed = rate.applyAsDouble(t);
                    film.now = NodeFilm.T0.plusNanos((long) (t * 1e9));
                    verdicts.put(t, film.has((long) height, (long) tip, 8));
                }
                height += speed * step;
                end = height >= Math.floor(tip) - 1 ? t : 0;
            }
        }

        void assertWithinFactorTwo(double from, double to) {
            double worst = 1;
            for (var entry : verdicts.subMap(from, to).entrySet()) {
                double rest = end - entry.getKey();
                moments++;
                if (entry.getValue().eta().isPresent()) {
                    told++;
                    double mid = entry.getValue().eta().get().mid();
                    worst = Math.max(worst, Math.max(mid / rest, rest / mid));
                }
            }
            System.out.printf(
                    Locale.ROOT,
                    "ETA (true): %s, %s, %s; %d of %d told, worst factor %.2f%n",
                    at(0.25),
                    at(0.5),
                    at(0.75),
                    told,
                    moments,
                    worst);
            assertThat(told).isGreaterThan(moments / 2);
            assertThat(worst).isLessThanOrEqualTo(2);
        }

        private String at(double share) {
            var entry = verdicts.floorEntry(end * share);
            String eta = entry.getValue().eta().map(told -> told.mid() + " s").orElse("none");
            return String.format(Locale.ROOT, "%s (%.0f s)", eta, end - entry.getKey());
        }
    }
}
