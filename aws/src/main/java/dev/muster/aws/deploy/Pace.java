package dev.muster.aws.deploy;

import java.time.Duration;

/**
 * How often AWS is asked: soon at first, then ever more seldom, and soon again when something has happened.
 *
 * @param first wait
 * @param longest wait
 */
public record Pace(Duration first, Duration longest) {
    /** For people who look on. */
    public static final Pace USUAL = new Pace(Duration.ofMillis(500), Duration.ofSeconds(5));

    /** Begins to wait for something. */
    public Waiting begin() {
        return new Waiting();
    }

    /** A wait for one thing. */
    public final class Waiting {
        private Duration next = first;

        /** Waits a while. */
        public void pause() throws InterruptedException {
            pause(Onlooker.NOBODY);
        }

        /** Waits a while, shorter if somebody breaks in. */
        void pause(Onlooker onlooker) throws InterruptedException {
            onlooker.pause(next);
            Duration longer = next.multipliedBy(3).dividedBy(2);
            next = longer.compareTo(longest) > 0 ? longest : longer;
        }

        /** Something has happened. */
        public void again() {
            next = first;
        }
    }
}
