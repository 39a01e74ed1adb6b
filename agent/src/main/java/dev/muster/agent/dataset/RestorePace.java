package dev.muster.agent.dataset;

import dev.muster.core.state.Eta;
import dev.muster.core.value.ByteSize;
import dev.muster.core.value.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalLong;

/** How fast a restore is, over the last minute and over all of it, and how long the rest takes. For one thread. */
public final class RestorePace {
    private static final Duration WINDOW = Duration.ofSeconds(60);
    private static final Duration ENOUGH = Duration.ofSeconds(5);
    private static final double MILLIS = 1000;
    private static final int PERCENT = 100;

    private record Point(Instant at, long done) {}

    private final Deque<Point> window = new ArrayDeque<>();
    private final OptionalLong total;
    private final Point first;
    private Point last;

    /**
     * @param done bytes of the archive that were unpacked before
     * @param total bytes of it; empty: not known
     */
    public RestorePace(Instant start, long done, OptionalLong total) {
        this.total = total;
        this.first = new Point(start, done);
        this.last = first;
        window.add(first);
    }

    /** So many bytes of the archive are unpacked. */
    public void add(Instant at, long done) {
        last = new Point(at, done);
        window.add(last);
        while (window.size() > 2 && Duration.between(window.getFirst().at(), at).compareTo(WINDOW) > 0) {
            window.removeFirst();
        }
    }

    /** Bytes a second of the last minute; 0 before there is anything to tell. */
    private double quick() {
        return rate(window.getFirst(), last);
    }

    private static double rate(Point from, Point to) {
        long millis = Duration.between(from.at(), to.at()).toMillis();
        return millis <= 0 ? 0 : (to.done() - from.done()) * MILLIS / millis;
    }

    /** Seconds that are left: between what the last minute and what the whole says. */
    public Optional<Eta> left() {
        double quick = quick();
        double steady = rate(first, last);
        boolean told = Duration.between(first.at(), last.at()).compareTo(ENOUGH) >= 0;
        if (total.isEmpty() || !told || !(Math.min(quick, steady) > 0)) {
            return Optional.empty();
        }
        double rest = total.getAsLong() - last.done();
        return Optional.of(new Eta(
                seconds(rest / Math.max(quick, steady)),
                seconds(rest / quick),
                seconds(rest / Math.min(quick, steady))));
    }

    private static long seconds(double exact) {
        return Math.max(1, Math.round(exact));
    }

    /** How much of it is done, 0 to 1; empty without a total. */
    public Optional<Double> fraction() {
        return total.isPresent() && total.getAsLong() > 0
                ? Optional.of((double) last.done() / total.getAsLong())
                : Optional.empty();
    }

    /** {@code 12.3 GB of 200 GB (6 %), 85 MB a second, 36 m to 41 m left}. */
    public String words() {
        String done = new ByteSize(last.done())
                + (total.isPresent() ? " of " + new ByteSize(total.getAsLong()) : "")
                + fraction()
                        .map(share -> " (" + Math.round(share * PERCENT) + " %)")
                        .orElse("");
        String rate = quick() > 0 ? ", " + new ByteSize(Math.round(quick())) + " a second" : "";
        return done + rate + left().map(eta -> ", " + range(eta) + " left").orElse(", time left cannot be told yet");
    }

    private static String range(Eta eta) {
        String low = Span.text(Duration.ofSeconds(eta.low()));
        String high = Span.text(Duration.ofSeconds(eta.high()));
        return low.equals(high) ? low : low + " to " + high;
    }
}
