package dev.muster.core.state;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the node last told; null is unknown, never 0.
 *
 * @param observedAt when it told it; null if it never did
 * @param height blocks the node has
 * @param tip blocks the network has, as far as is known; at least {@code height}
 * @param tipSource where the tip comes from
 * @param lag blocks between them, at least 0
 * @param peers connected peers
 * @param work pieces of work so far
 * @param workAt when their count was last seen to grow
 */
public record Known(
        @Nullable Instant observedAt,
        @Nullable Long height,
        @Nullable Long tip,
        @Nullable String tipSource,
        @Nullable Long lag,
        @Nullable Integer peers,
        @Nullable Long work,
        @Nullable Instant workAt) {
    /** Nothing was told yet. */
    public static final Known NOTHING = new Known(null, null, null, null, null, null, null, null);
}
