package dev.muster.core.state;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a load balancer is told: out after two bad probes or ten seconds of silence, in after three good ones, and
 * never two changes within fifteen seconds, except that a node known to be gone is taken out at once.
 */
final class Health {
    /** Bad probes in a row that take a node out. */
    static final int BAD = 2;

    /** Good probes in a row that put it in. */
    static final int GOOD = 3;

    /** Time without an answer that takes it out; one probe's interval and timeout, if they are longer. */
    static final Duration SILENCE = Duration.ofSeconds(10);

    /** Least time between two changes. */
    static final Duration HOLD = Duration.ofSeconds(15);

    /** What one moment says about a node. */
    enum Vote {
        /** May be in. */
        GOOD,
        /** Should be out. */
        BAD,
        /** As it was: the whole chain stands still, and draining helps nobody. */
        KEEP,
        /** Is known not to run: out without counting. */
        GONE,
        /** Only time has passed. */
        NONE
    }

    private final Duration silent;
    private boolean in;
    private @Nullable Instant changedAt;
    private @Nullable Instant since;
    private int good;
    private int bad;

    /** @param probe one probe's interval and timeout: a node that is asked less often is not silent in between */
    Health(Duration probe) {
        silent = probe.compareTo(SILENCE) > 0 ? probe : SILENCE;
    }

    /** @param silence time since the last answer */
    void see(Instant now, Vote vote, Duration silence) {
        since = since == null ? now : since;
        count(vote);
        if (vote == Vote.GONE) {
            change(now, false);
        } else if (held(now)) {
            return;
        } else if (in && (bad >= BAD || silence.compareTo(silent) >= 0)) {
            change(now, false);
        } else if (!in && vote == Vote.GOOD && good >= GOOD) {
            change(now, true);
        }
    }

    private void count(Vote vote) {
        switch (vote) {
            case GOOD -> {
                good++;
                bad = 0;
            }
            case BAD, GONE -> {
                bad++;
                good = 0;
            }
            case KEEP -> bad = 0;
            case NONE -> {}
        }
    }

    private boolean held(Instant now) {
        return changedAt != null && Times.age(changedAt, now).compareTo(HOLD) < 0;
    }

    private void change(Instant now, boolean to) {
        if (in != to) {
            in = to;
            changedAt = now;
            since = now;
        }
    }

    int code() {
        return in ? 200 : 503;
    }

    Instant since(Instant now) {
        return since == null ? now : since;
    }

    void resume(int code, Instant then) {
        in = code == 200;
        since = then;
        changedAt = then;
    }

    /** After a clock that was set back: nothing happened later than now. */
    void clockSetBack(Instant now) {
        changedAt = Times.notAfter(changedAt, now);
        since = Times.notAfter(since, now);
    }
}
