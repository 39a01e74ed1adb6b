package dev.muster.aws.cost;

import dev.muster.aws.facts.AwsFacts;
import dev.muster.aws.fixtures.Specs;
import dev.muster.aws.price.PriceTable;
import dev.muster.aws.price.Prices;
import dev.muster.aws.synth.NodeFiles;
import dev.muster.aws.synth.Picks;
import dev.muster.aws.synth.StackPlan;
import dev.muster.aws.synth.Synth;
import dev.muster.core.spec.SpecReader.Resolved;
import java.math.BigDecimal;
import java.util.List;

/** Bills of specs, for tests. */
final class Priced {
    static final PriceTable TABLE = Prices.bundled();

    private static final Synth SYNTH = new Synth(new AwsFacts(), NodeFiles.NONE);

    private Priced() {}

    static List<StackPlan> stacks(Resolved resolved) {
        return SYNTH.stacks(resolved.spec(), resolved.blueprint());
    }

    static List<Bill> bills(Resolved resolved) {
        return Bills.of(stacks(resolved), Picks.of(resolved.spec(), resolved.blueprint()));
    }

    static Estimate estimate(String topology, String... aws) {
        return Estimate.of(bills(Specs.read(topology, aws)), TABLE);
    }

    static BigDecimal usd(Estimate estimate, BillKind... kinds) {
        return estimate.sum(List.of(kinds)).orElseThrow();
    }
}
