package dev.muster.agent.service;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * When a program that ended by itself is started again, and when it is given up. One that ran for long enough has
 * shown that it works: its first end after that is answered almost at once.
 */
final class RestartPolicy {
    static final int BUDGET = 6;
    static final Duration WINDOW = Duration.ofMinutes(10);
    private static final Duration FIRST = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final Deque<Instant> ends = new ArrayDeque<>();

    /** Notes an end; tells how many there were within the window, this one included. */
    int ended(Instant at) {
        ends.addLast(at);
        while (!ends.isEmpty() && ends.getFirst().isBefore(at.minus(WINDOW))) {
            ends.removeFirst();
        }
        return ends.size();
    }

    /** Whether it ended too often. */
    boolean spent() {
        return ends.size() >= BUDGET;
    }

    /** Time to wait before the next start: twice as long each time. */
    Duration wait(int count) {
        Duration wait = FIRST.multipliedBy(1L << Math.min(count - 1, 10));
        return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }

    /** Whether the wait is over; more to wait than there ever was says that the clock was set back. */
    boolean isDue(Instant now, ServiceState.BackingOff waiting) {
        boolean setBack = now.plus(wait(waiting.count())).isBefore(waiting.until());
        return setBack || !now.isBefore(waiting.until());
    }

    /** Forgets everything: somebody asked for a start. */
    void reset() {
        ends.clear();
    }
}
