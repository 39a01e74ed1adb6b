package dev.muster.agent.fetch;

import java.time.Duration;
import java.util.Locale;

/** Short times in words. */
final class Durations {
    private static final double MILLIS = 1000;

    private Durations() {}

    /** {@code 30 s}, {@code 0.5 s}. */
    static String words(Duration duration) {
        return duration.toMillisPart() == 0
                ? duration.toSeconds() + " s"
                : String.format(Locale.ROOT, "%.1f s", duration.toMillis() / MILLIS);
    }
}
