package dev.muster.aws.cost;

import dev.muster.aws.synth.Picks;
import dev.muster.aws.synth.StackPlan;
import dev.muster.aws.watch.NodeMetric;
import dev.muster.core.spec.AwsSpec.Usage;
import dev.muster.core.spec.Spec.Topology;
import java.util.List;

/** The bills of a deployment: what its templates make, and what its nodes use. */
public final class Bills {
    /** An agent writes its report each minute. */
    private static final int REPORTS_A_MONTH = Pricer.HOURS * 60;

    private Bills() {}

    /** A bill for each stack, in the order of the stacks. */
    public static List<Bill> of(List<StackPlan> stacks, Picks picks) {
        return stacks.stream().map(stack -> bill(stack, picks)).toList();
    }

    private static Bill bill(StackPlan stack, Picks picks) {
        Usage usage = picks.aws().usage();
        StackBill made = new StackBill(stack, usage);
        Bill bill = made.count();
        int nodes = made.nodes();
        if (nodes == 0) {
            return bill;
        }
        int metrics = NodeMetric.values().length + picks.blueprint().gauges().size();
        return bill.with(new BillItem.Metrics(metrics), nodes)
                .with(new BillItem.Logs(usage.logs()), nodes)
                .with(new BillItem.Secret(), picks.secrets().size() + identities(picks, nodes))
                .with(new BillItem.BucketUse(REPORTS_A_MONTH), nodes)
                .with(new BillItem.Traffic(usage.traffic()), nodes);
    }

    /** Each slot's copy of what its node makes itself. */
    private static int identities(Picks picks, int nodes) {
        boolean kept = picks.spec().topology() != Topology.FLEET
                && !picks.blueprint().identity().isEmpty();
        return kept ? nodes : 0;
    }
}
