package dev.muster.aws.preview;

import dev.muster.aws.check.Checks;
import dev.muster.aws.cost.Bill;
import dev.muster.aws.cost.Bills;
import dev.muster.aws.cost.Estimate;
import dev.muster.aws.diff.Earlier;
import dev.muster.aws.diff.StackDiff;
import dev.muster.aws.facts.AwsFacts;
import dev.muster.aws.price.PriceTable;
import dev.muster.aws.rules.AwsRules;
import dev.muster.aws.synth.BlueprintFiles;
import dev.muster.aws.synth.Picks;
import dev.muster.aws.synth.StackPlan;
import dev.muster.aws.synth.Synth;
import dev.muster.core.plan.Finding;
import dev.muster.core.plan.Plan;
import dev.muster.core.spec.SpecReader.Resolved;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is known of a deployment from its spec alone. Pure but for reading an earlier synth; makes no AWS call.
 *
 * @param stacks in the order in which they are made
 */
public record Preview(Picks picks, List<StackPlan> stacks, AwsFacts facts, PriceTable prices) {
    /**
     * Checks a spec's rules for AWS and makes its stacks.
     *
     * @param file its path as the user wrote it
     * @throws dev.muster.core.problem.InvalidFileException with all that is wrong with it
     */
    public static Preview of(String file, Resolved resolved, AwsFacts facts, PriceTable prices) {
        AwsRules.check(file, resolved, facts);
        List<StackPlan> stacks =
                new Synth(facts, new BlueprintFiles(resolved)).stacks(resolved.spec(), resolved.blueprint());
        return new Preview(Picks.of(resolved.spec(), resolved.blueprint()), stacks, facts, prices);
    }

    /** What is charged for, region by region. */
    public List<Bill> bills() {
        return Bills.of(stacks, picks);
    }

    /** What a month costs. */
    public Estimate estimate() {
        return Estimate.of(bills(), prices);
    }

    /**
     * Everything found, the worst first, and what was looked at and is right.
     *
     * @param today for deadlines and the age of prices
     */
    public List<Finding> check(LocalDate today) {
        return Checks.of(picks, facts, estimate(), prices, today);
    }

    /**
     * The plan: changes, cost, and findings without those that passed.
     *
     * @param earlier what is there; empty: nothing
     */
    public Plan plan(Optional<? extends Earlier> earlier, LocalDate today) {
        StackDiff.Result diff = StackDiff.of(stacks, earlier, facts);
        List<Finding> findings = Stream.concat(diff.findings().stream(), check(today).stream())
                .filter(finding -> finding.severity() != Finding.Severity.PASSED)
                .toList();
        return new Plan(diff.changes(), estimate().cost(), findings);
    }
}
