package dev.muster.core.progress;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened in long work.
 *
 * @param path ids from the root to the thing: deployment, stack, node, phase
 * @param kind what happened
 * @param text for people; for {@link Kind#STARTED} what the phase is
 * @param fraction part that is done, 0 to 1; null if it cannot be told
 */
public record ProgressEvent(
        Instant at,
        List<String> path,
        Kind kind,
        String text,
        @Nullable Double fraction) {
    /** What happened. */
    public enum Kind {
        STARTED,
        ADVANCED,
        DONE,
        FAILED,
        NOTE
    }
}
