package dev.muster.agent.fetch;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An attempt that did not bring the whole file, though another may.
 *
 * @param asked how long the server asked to wait
 */
record Again(String why, Optional<Duration> asked, OptionalLong total) {
    static Again because(String why) {
        return new Again(why, Optional.empty(), OptionalLong.empty());
    }
}
