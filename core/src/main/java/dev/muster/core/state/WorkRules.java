package dev.muster.core.state;

import static dev.muster.core.state.Health.Vote.BAD;
import static dev.muster.core.state.Health.Vote.GOOD;

import dev.muster.core.value.Span;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Rules for nodes without a chain. */
final class WorkRules {
    static final List<Rule> ALL = List.of(
            new Rule(
                    "working",
                    NodeState.WORKING,
                    GOOD,
                    "no chain: it answers, and its count of work grew within the blueprint's `idle-after`; "
                            + "without such a count it is enough that it answers",
                    "one probe",
                    WorkRules::working),
            new Rule(
                    "idle",
                    NodeState.IDLE,
                    BAD,
                    "no chain: it answers, and its count of work has not grown for `idle-after`, or not since its start",
                    "`idle-after`",
                    WorkRules::idle));

    private WorkRules() {}

    private static Optional<String> working(Facts facts) {
        if (facts.criteria().chain()) {
            return Optional.empty();
        }
        if (facts.criteria().idleAfter().isEmpty()) {
            return Optional.of("it answers");
        }
        Duration bound = facts.criteria().idleAfter().get();
        return sinceWork(facts)
                .filter(age -> age.compareTo(bound) <= 0)
                .map(age -> "it did work within the last " + Span.text(bound));
    }

    private static Optional<String> idle(Facts facts) {
        if (facts.criteria().chain()) {
            return Optional.empty();
        }
        return Optional.of(sinceWork(facts)
                .map(age -> "it answers and has done no work for " + Span.text(age))
                .orElse("it answers and has done no work yet"));
    }

    private static Optional<Duration> sinceWork(Facts facts) {
        return Optional.ofNullable(facts.known().workAt()).map(then -> Times.age(then, facts.now()));
    }
}
