package dev.muster.agent.fetch;

import java.time.Duration;
import java.util.Optional;

/**
 * How long to put up with a bad connection.
 *
 * @param tries attempts in a row that may bring nothing
 * @param attempts attempts altogether, however much each brings
 * @param firstPause before the second attempt; doubled after each that brought nothing
 * @param longestPause the most a pause grows to, and the most that a server may ask for
 * @param silence how long a connection may bring no byte
 */
public record Patience(int tries, int attempts, Duration firstPause, Duration longestPause, Duration silence) {
    /** What suits a person who waits: gives up after half a minute without a byte from five attempts. */
    public static final Patience NORMAL =
            new Patience(5, 200, Duration.ofSeconds(1), Duration.ofSeconds(60), Duration.ofSeconds(30));

    /**
     * What suits hours of work that are lost when it ends: half an hour without a byte, as when a network is away. 39
     * attempts, with pauses of a minute at most.
     */
    public static final Patience LONG =
            new Patience(40, 100_000, Duration.ofSeconds(1), Duration.ofSeconds(60), Duration.ofSeconds(30));

    /** Whether another attempt is worth it. */
    boolean allows(int attemptsSoFar, int inVain) {
        return inVain < tries && attemptsSoFar < attempts;
    }

    /** The pause after so many attempts in a row that brought nothing, or what the server asked for. */
    Duration pause(int inVain, Optional<Duration> asked) {
        Duration pause = asked.orElse(firstPause.multipliedBy(1L << Math.clamp(inVain - 1L, 0, 20)));
        return pause.compareTo(longestPause) > 0 ? longestPause : pause;
    }
}
