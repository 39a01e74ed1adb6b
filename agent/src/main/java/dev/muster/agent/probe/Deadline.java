package dev.muster.agent.probe;

import java.net.SocketTimeoutException;
import java.time.Duration;

/** A moment after which nobody waits any longer; on a clock that is never set. */
record Deadline(long nanos) {
    static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    /** The earlier of this one and one that begins now. */
    Deadline atMost(Duration time) {
        Deadline other = in(time);
        return other.nanos - nanos < 0 ? other : this;
    }

    /** Milliseconds left, at least 1. */
    int left() throws SocketTimeoutException {
        long left = nanos - System.nanoTime();
        if (left <= 0) {
            throw new SocketTimeoutException("deadline");
        }
        return Math.toIntExact(Math.min(left / 1_000_000 + 1, 3_600_000));
    }
}
