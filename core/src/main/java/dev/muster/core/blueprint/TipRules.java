package dev.muster.core.blueprint;

import dev.muster.core.blueprint.Probes.Call;
import dev.muster.core.blueprint.Probes.Tip;
import dev.muster.core.blueprint.Probes.ValueAt;
import dev.muster.core.problem.Problems;
import dev.muster.core.shape.Cursor;
import java.util.List;
import java.util.stream.Stream;

/** The reference tip is what others have: a node that is measured by itself is always in sync. */
final class TipRules {
    /** Ids of all rules here, for the test that each is raised. */
    static final List<String> IDS = List.of("blueprint.tip-own");

    private final Blueprint blueprint;
    private final Cursor top;
    private final Problems problems;

    TipRules(Blueprint blueprint, Cursor top, Problems problems) {
        this.blueprint = blueprint;
        this.top = top;
        this.problems = problems;
    }

    void check() {
        blueprint.probes().tips().stream().filter(this::own).forEach(this::add);
    }

    private void add(Tip tip) {
        problems.add(
                "blueprint.tip-own",
                top.block("probes").place("tips"),
                "\"" + tip.label() + "\" is the node's own number, which equals its height before others' headers have"
                        + " come: it would look in sync; take what its peers or an outside source say");
    }

    private boolean own(Tip tip) {
        return tip.value()
                .filter(value -> value.at().equals("/headers")
                        || Stream.of("height", "headers")
                                .map(name -> blueprint.probes().values().get(name))
                                .anyMatch(mine -> mine != null && same(mine, value)))
                .isPresent();
    }

    /** Two calls by different names may ask the same. */
    private boolean same(ValueAt one, ValueAt other) {
        return one.at().equals(other.at()) && question(one).equals(question(other));
    }

    private List<String> question(ValueAt value) {
        Call call = blueprint.probes().calls().get(value.call());
        return call == null
                ? List.of(value.call())
                : List.of(call.endpoint(), call.method(), call.params(), call.path(), call.format());
    }
}
