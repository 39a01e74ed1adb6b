package dev.muster.aws.instance;

import dev.muster.core.state.NodeState;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether an instance is given up: only when its disk has taken no write for long, which another instance with
 * the same volume may mend, and never while the node restores or syncs. A node that is behind or has failed for its own
 * reasons would be so on any instance.
 */
final class GiveUp {
    static final Duration LASTS = Duration.ofMinutes(5);
    private static final Set<NodeState> NEVER = EnumSet.of(
            NodeState.STARTING, NodeState.RESTORING, NodeState.SYNCING, NodeState.STOPPING, NodeState.STOPPED);

    private @Nullable Instant since;
    private boolean decided;

    /**
     * A look at the instance; true at most once.
     *
     * @param broken whether its disk takes no write
     */
    boolean decide(Instant now, NodeState state, boolean broken) {
        if (decided || !broken || NEVER.contains(state)) {
            since = null;
            return false;
        }
        Instant first = since == null ? now : since;
        since = first;
        decided = Duration.between(first, now).compareTo(LASTS) >= 0;
        return decided;
    }
}
