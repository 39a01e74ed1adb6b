package dev.muster.core.state;

import dev.muster.core.state.Rule.Ruling;
import java.util.List;
import java.util.stream.Stream;

/** All rules in their order. */
final class Rules {
    /** The first that applies decides; the last ones of a kind of node always apply. */
    static final List<Rule> ALL = Stream.of(LifeRules.ALL, WorkRules.ALL, ChainRules.ALL)
            .flatMap(List::stream)
            .toList();

    private Rules() {}

    static Ruling decide(Facts facts) {
        return ALL.stream()
                .flatMap(rule -> rule.test().apply(facts).map(reason -> new Ruling(rule, reason)).stream())
                .findFirst()
                .orElseThrow();
    }
}
