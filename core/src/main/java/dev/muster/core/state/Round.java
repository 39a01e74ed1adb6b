package dev.muster.core.state;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The outcome of asking a node once. */
public sealed interface Round {
    /** Nobody asked, or the answer is still out; only time has passed. */
    record Pending() implements Round {}

    /** No answer; {@code why} is a sentence for a person. */
    record Failed(String why) implements Round {}

    /** The software answers that it is not ready yet. */
    record WarmingUp(String what) implements Round {}

    /**
     * The software answered.
     *
     * @param height blocks the node has; null for nodes without a chain or where it was not told
     * @param headers headers the node has; null where software tells none
     * @param tips what others are said to have
     * @param peers connected peers; null if not told
     * @param blockTime when the node's newest block was made; null if not told
     * @param wrongNetwork a sentence if the node is on another network than it should be
     * @param work pieces of work so far; null without a counter
     */
    record Answered(
            @Nullable Long height,
            @Nullable Long headers,
            List<TipSeen> tips,
            @Nullable Integer peers,
            @Nullable Instant blockTime,
            Optional<String> wrongNetwork,
            @Nullable Long work)
            implements Round {
        public Answered {
            tips = List.copyOf(tips);
        }
    }

    /**
     * A height that somebody else is said to have.
     *
     * @param label where it comes from: {@code peers' headers}
     * @param height at least 0
     * @param movedAt when it last grew, if the source knows; null leaves it to what is seen here
     */
    record TipSeen(String label, long height, @Nullable Instant movedAt) {}
}
