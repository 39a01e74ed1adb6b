package dev.muster.aws.check;

import dev.muster.aws.cost.Bills;
import dev.muster.aws.cost.Estimate;
import dev.muster.aws.facts.AwsFacts;
import dev.muster.aws.fixtures.Specs;
import dev.muster.aws.price.PriceTable;
import dev.muster.aws.price.Prices;
import dev.muster.aws.rules.AwsRules;
import dev.muster.aws.synth.NodeFiles;
import dev.muster.aws.synth.Picks;
import dev.muster.aws.synth.Synth;
import dev.muster.core.plan.Finding;
import dev.muster.core.spec.SpecReader.Resolved;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A spec of the example blueprint, changed a little, on a day.
 *
 * @param blueprint pairs: a text of the blueprint and what stands there instead
 */
record Situation(String topology, List<String> aws, List<String> blueprint, LocalDate today) {
    static final AwsFacts FACTS = new AwsFacts();
    static final PriceTable PRICES = Prices.bundled();

    static Situation single(String... aws) {
        return new Situation("single", List.of(aws), List.of(), LocalDate.parse("2026-11-22"));
    }

    static Situation ha(String... aws) {
        return new Situation("ha", List.of(aws), List.of(), LocalDate.parse("2026-11-22"));
    }

    Situation blueprint(String text, String instead) {
        return new Situation(
                topology,
                aws,
                Stream.concat(blueprint.stream(), Stream.of(text, instead)).toList(),
                today);
    }

    Situation on(String day) {
        return new Situation(topology, aws, blueprint, LocalDate.parse(day));
    }

    Optional<Finding> finding(String id) {
        return findings().stream().filter(finding -> finding.id().equals(id)).findFirst();
    }

    List<Finding> findings() {
        Resolved resolved = Specs.read(Specs.example(this::changed), Specs.spec(topology, aws.toArray(String[]::new)));
        AwsRules.check("muster.yaml", resolved, FACTS);
        Picks picks = Picks.of(resolved.spec(), resolved.blueprint());
        Estimate estimate = Estimate.of(
                Bills.of(new Synth(FACTS, NodeFiles.NONE).stacks(resolved.spec(), resolved.blueprint()), picks),
                PRICES);
        return Checks.of(picks, FACTS, estimate, PRICES, today);
    }

    private String changed(String text) {
        String changed = text;
        for (int i = 0; i < blueprint.size(); i += 2) {
            if (!changed.contains(blueprint.get(i))) {
                throw new IllegalArgumentException("the blueprint has no \"" + blueprint.get(i) + "\"");
            }
            changed = changed.replace(blueprint.get(i), blueprint.get(i + 1));
        }
        return changed;
    }
}
