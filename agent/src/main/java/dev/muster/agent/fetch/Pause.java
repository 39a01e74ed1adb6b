package dev.muster.agent.fetch;

import java.time.Duration;

/** Waits. Handed in, so that tests need not. */
@FunctionalInterface
public interface Pause {
    /** Waits for as long as is said. */
    void rest(Duration duration) throws InterruptedException;

    /** Sleeps. */
    static Pause sleeping() {
        return Thread::sleep;
    }
}
