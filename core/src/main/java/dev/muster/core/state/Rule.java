package dev.muster.core.state;

import java.util.Optional;
import java.util.function.Function;

/**
 * One line of the table in docs/status.md; the first whose test gives a reason decides.
 *
 * @param name short and stable
 * @param state that it puts a node in
 * @param vote what it means for a load balancer
 * @param when for people
 * @param after how long it takes, for people
 * @param test the reason, one sentence; empty if the rule does not apply
 */
record Rule(
        String name,
        NodeState state,
        Health.Vote vote,
        String when,
        String after,
        Function<Facts, Optional<String>> test) {

    /** The reason if a condition holds. */
    static Optional<String> when(boolean holds, String reason) {
        return holds ? Optional.of(reason) : Optional.empty();
    }

    /** The rule that decided, and its reason. */
    record Ruling(Rule rule, String reason) {}
}
