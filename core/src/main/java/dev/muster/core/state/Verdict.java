package dev.muster.core.state;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a node's state is, and why.
 *
 * @param state the state
 * @param since since when
 * @param reason one sentence for a person
 * @param rule name of the rule that decided, as in docs/status.md
 * @param phase {@code headers} or {@code blocks} while syncing where they differ; else null
 * @param known what the node last told, with its age
 * @param rate blocks a second; null if not syncing or not known yet
 * @param eta until in sync; empty if it cannot be told
 * @param healthCode 200 or 503
 * @param healthSince since when a load balancer is told so
 */
public record Verdict(
        NodeState state,
        Instant since,
        String reason,
        String rule,
        @Nullable String phase,
        Known known,
        @Nullable Double rate,
        Optional<Eta> eta,
        int healthCode,
        Instant healthSince) {}
