package dev.muster.core.state;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Arithmetic that a clock set back does not upset. */
final class Times {
    private Times() {}

    /** Time from then to now, at least zero. */
    static Duration age(Instant then, Instant now) {
        return then.isAfter(now) ? Duration.ZERO : Duration.between(then, now);
    }

    static @Nullable Instant notAfter(@Nullable Instant then, Instant now) {
        return then != null && then.isAfter(now) ? now : then;
    }

    /** The later of the two; null is earlier than all. */
    static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isAfter(other) ? one : other;
    }
}
