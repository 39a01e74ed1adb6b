package dev.muster.aws.deploy;

import java.time.Duration;
import java.util.Optional;

/** Somebody who looks on while AWS works, and may break in. */
public interface Onlooker {
    /** Nobody looks on. */
    Onlooker NOBODY = new Onlooker() {
        @Override
        public void pause(Duration time) throws InterruptedException {
            Thread.sleep(time);
        }

        @Override
        public boolean brokenIn() {
            return false;
        }

        @Override
        public boolean cancels(Optional<String> cancel) {
            return false;
        }
    };

    /** Waits; shorter if somebody breaks in. */
    void pause(Duration time) throws InterruptedException;

    /** Whether somebody has broken in and was not asked yet what they want. */
    boolean brokenIn();

    /**
     * Asks whoever broke in what they want. Who wants to go is let go by an exception.
     *
     * @param cancel what cancelling would do; empty if nothing can be cancelled now
     * @return whether to cancel; else all goes on
     */
    boolean cancels(Optional<String> cancel) throws InterruptedException;
}
