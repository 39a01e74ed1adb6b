package dev.muster.core.state;

import java.util.Optional;

/**
 * Seconds until a node is in sync; 1 &lt;= low &lt;= mid &lt;= high.
 *
 * @param low if all goes well
 * @param mid best guess
 * @param high if it goes as slowly as it did at its slowest
 */
public record Eta(long low, long mid, long high) {
    /** Longer ones are no answer: ten years. */
    static final long MOST_SECONDS = 10L * 365 * 86_400;

    /**
     * The time to close a gap.
     *
     * @param remaining blocks to go, more than 0
     * @param speed how fast the gap closes
     * @return empty if it does not close, or not in ten years
     */
    static Optional<Eta> of(long remaining, Speed speed) {
        double mid = remaining / speed.mid();
        if (remaining <= 0 || !(speed.mid() > 0) || !(mid <= MOST_SECONDS)) {
            return Optional.empty();
        }
        return Optional.of(new Eta(
                seconds(remaining / speed.high()),
                seconds(mid),
                speed.low() > 0 ? seconds(remaining / speed.low()) : MOST_SECONDS));
    }

    private static long seconds(double exact) {
        return Math.clamp(Math.round(exact), 1, MOST_SECONDS);
    }

    /**
     * Blocks a second by which a gap closes; low &lt;= mid &lt;= high.
     *
     * @param low 0 or less if it may not close at all
     */
    record Speed(double low, double mid, double high) {}
}
