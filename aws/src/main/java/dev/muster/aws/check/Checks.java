package dev.muster.aws.check;

import dev.muster.aws.cost.Estimate;
import dev.muster.aws.facts.AwsFacts;
import dev.muster.aws.facts.InstanceType;
import dev.muster.aws.price.PriceTable;
import dev.muster.aws.synth.Picks;
import dev.muster.core.plan.BlueprintFindings;
import dev.muster.core.plan.DatasetFindings;
import dev.muster.core.plan.Finding;
import dev.muster.core.value.ByteSize;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks at a deployment from every side. */
public final class Checks {
    static final List<Check> ALL = Stream.of(
                    SecurityChecks.ALL,
                    CostChecks.ALL,
                    ReliabilityChecks.ALL,
                    PerformanceChecks.ALL,
                    OperationsChecks.ALL,
                    SustainabilityChecks.ALL)
            .flatMap(List::stream)
            .toList();

    /** Ids of all checks, for the test that each is raised. */
    public static final List<String> IDS = ALL.stream().map(Check::id).toList();

    private Checks() {}

    /**
     * Everything found, the worst first, and what was looked at and is right.
     *
     * @param picks of a spec that the rules admit
     * @param today for deadlines and the age of prices
     */
    public static List<Finding> of(Picks picks, AwsFacts facts, Estimate estimate, PriceTable prices, LocalDate today) {
        Subject subject = new Subject(picks, facts, estimate, prices, today);
        String architecture = subject.type().map(InstanceType::architecture).orElse("");
        List<Finding> own = BlueprintFindings.of(picks.spec(), picks.blueprint(), architecture);
        return Stream.of(of(subject), own, datasets(picks))
                .flatMap(List::stream)
                .sorted(Comparator.comparing(Finding::severity))
                .toList();
    }

    /** Each node has a volume to itself. Which of them have data is known to them alone. */
    private static List<Finding> datasets(Picks picks) {
        Optional<ByteSize> room = picks.disk().gib().map(gib -> new ByteSize(gib << 30));
        return DatasetFindings.of(picks.spec(), picks.blueprint(), room, 1, List.of());
    }

    static List<Finding> of(Subject subject) {
        return ALL.stream()
                .flatMap(check -> check.find(subject).stream())
                .sorted((one, other) -> one.severity().compareTo(other.severity()))
                .toList();
    }
}
