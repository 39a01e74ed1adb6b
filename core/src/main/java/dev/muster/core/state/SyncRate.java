package dev.muster.core.state;

import dev.muster.core.state.Eta.Speed;
import dev.muster.core.state.Points.Point;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How fast a node catches up. Two windows end at the newest sample: a short one that reacts to a change within seconds,
 * and a long one that is steady. Both grow with the time that is left, so that a sync of days is not judged by ten
 * seconds. Where they disagree in the same direction for as long as the short one is, what was before is forgotten.
 */
final class SyncRate {
    private static final double SHORT_LEAST = 8;
    private static final double SHORT_MOST = 1800;
    private static final double LONG_LEAST = 60;
    private static final double LONG_MOST = 4 * 3600;
    private static final double SPAN_LEAST = 3;
    private static final double SPAN_ENOUGH = 60;
    private static final double DISAGREE = 1.5;
    private static final Duration GAP = Duration.ofMinutes(5);

    private final Points points = new Points();
    private final TipSpeed tipSpeed = new TipSpeed();
    private @Nullable Instant origin;
    private @Nullable Instant last;
    private double rough = LONG_LEAST;
    private double disagreeSince = Double.NaN;
    private double shortThen = SHORT_LEAST;
    private boolean faster;

    /**
     * What the samples say.
     *
     * @param rate blocks a second
     * @param closing by which the gap to the tip closes
     * @param span seconds of samples it rests on
     */
    record Estimate(double rate, Speed closing, double span) {}

    /** One answer of the node; in any distance, in the order of time. */
    void add(Instant at, long height, @Nullable Long tip) {
        if (last != null && (at.isBefore(last) || Times.age(last, at).compareTo(GAP) > 0)) {
            reset();
        }
        Instant from = origin == null ? at : origin;
        origin = from;
        last = at;
        double t = Duration.between(from, at).toNanos() / 1e9;
        points.add(new Point(t, height));
        tipSpeed.add(t, tip);
        notice(t);
        points.keep(LONG_MOST);
    }

    /** Forgets all: the programs were restarted, or what is counted is another thing. */
    void reset() {
        points.clear();
        tipSpeed.clear();
        origin = null;
        last = null;
        rough = LONG_LEAST;
        disagreeSince = Double.NaN;
    }

    /** Does not change while the windows disagree, else a slower sync would be seen the later. */
    private double shortWindow() {
        return disagree() ? shortThen : Math.clamp(rough * 0.1, SHORT_LEAST, SHORT_MOST);
    }

    private double longWindow() {
        return Math.clamp(rough * 0.5, LONG_LEAST, LONG_MOST);
    }

    private void notice(double now) {
        double quick = points.slope(shortWindow());
        double steady = points.slope(longWindow());
        if (quick <= steady * DISAGREE && steady <= quick * DISAGREE) {
            disagreeSince = Double.NaN;
        } else if (!disagree() || faster != quick > steady) {
            shortThen = shortWindow();
            disagreeSince = now;
            faster = quick > steady;
        } else if (now - disagreeSince >= shortWindow()) {
            points.keep(now - disagreeSince);
            disagreeSince = Double.NaN;
        }
    }

    private boolean disagree() {
        return !Double.isNaN(disagreeSince);
    }

    /** Empty before there are enough samples, and while nothing moves. */
    Optional<Estimate> estimate() {
        double quick = points.slope(shortWindow());
        double steady = points.slope(longWindow());
        if (points.span() < SPAN_LEAST || points.size() < 3 || !(steady > 0)) {
            return Optional.empty();
        }
        double mid = quick > 0 && disagree() ? Math.sqrt(quick * steady) : steady;
        double doubt = 0.1 + points.spread(longWindow()) + 0.1 * Math.log1p(rough / points.span());
        double low = Math.min(mid / (1 + doubt), quick > 0 ? quick : mid);
        double high = Math.max(mid * (1 + doubt), quick);
        double tip = tipSpeed.perSecond();
        return Optional.of(new Estimate(mid, new Speed(low - tip, mid - tip, high - tip), points.span()));
    }

    /** The time to close a gap of so many blocks; also sets how long the windows are from now on. */
    Optional<Eta> eta(long remaining, Estimate estimate) {
        Optional<Eta> eta = Eta.of(remaining, estimate.closing());
        eta.ifPresent(told -> rough = told.mid());
        return eta.filter(told -> estimate.span() >= Math.min(SPAN_ENOUGH, told.mid() / 100.0));
    }
}
