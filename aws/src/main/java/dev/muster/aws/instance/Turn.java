package dev.muster.aws.instance;

import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/** When a job is next: as it wishes while it works, ever later while it fails. */
final class Turn {
    static final Duration FIRST = Duration.ofSeconds(2);
    static final Duration MOST = Duration.ofMinutes(1);

    private final RandomGenerator random;
    private Instant due = Instant.MIN;
    private Instant asked = Instant.MIN;
    private int failures;

    Turn(RandomGenerator random) {
        this.random = random;
    }

    /** A clock that was set back does not make it wait until it is that late again. */
    boolean isDue(Instant now) {
        return !now.isBefore(due) || now.isBefore(asked);
    }

    /** How long until it is due; nothing if it is. */
    Duration left(Instant now) {
        return isDue(now) ? Duration.ZERO : Duration.between(now, due);
    }

    void worked(Instant now, Duration pause) {
        failures = 0;
        asked = now;
        due = now.plus(pause);
    }

    /** Half of it is left to chance: all agents of a region lose AWS at once, and must not come back at once. */
    void failed(Instant now) {
        long most = Math.min(MOST.toMillis(), FIRST.toMillis() << Math.min(failures, 20));
        failures++;
        asked = now;
        due = now.plusMillis(most / 2 + random.nextLong(most / 2 + 1));
    }
}
