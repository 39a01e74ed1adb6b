package dev.muster.aws.check;

import dev.muster.core.blueprint.ReferenceDef;
import dev.muster.core.spec.Spec.Topology;
import dev.muster.core.value.ByteSize;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Rows 13 to 15 of the checklist, and what else takes nodes down. */
final class ReliabilityChecks {
    /** So many paths of a node's own are named. */
    private static final int NAMED = 3;

    static final List<Check> ALL = List.of(
            Check.row(13, "reliability.component-failure", ReliabilityChecks::failure),
            Check.row(14, "reliability.backup", ReliabilityChecks::backup),
            Check.row(15, "reliability.monitoring", ReliabilityChecks::monitoring),
            Check.extra("reliability.volume-size", ReliabilityChecks::small),
            Check.extra("reliability.spot", ReliabilityChecks::spot),
            Check.extra("reliability.third-party", ReliabilityChecks::thirdParty));

    private ReliabilityChecks() {}

    private static Verdict failure(Subject s) {
        if (s.topology() == Topology.SINGLE) {
            return Verdict.warning(
                    "one node: while its instance is replaced nobody answers; it comes back with its data, and with "
                            + (s.aws().address() ? "the same address" : "another address without aws.address"),
                    s.picks().role().singleton()
                            ? "the role must not run twice; watch its alarms"
                            : "topology: ha for nodes in several zones behind a load balancer");
        }
        int nodes = s.picks().spec().nodes() * s.regions().size();
        if (nodes == 1) {
            return Verdict.warning(
                    "one node: while its instance is replaced nobody answers, and the next one starts from nothing",
                    "more nodes or regions; or topology: single, whose volume stays");
        }
        return Verdict.byTheAgent(
                s.ha()
                        ? nodes + " nodes behind a load balancer that knows which are in sync"
                        : nodes + " nodes that can be replaced at any time");
    }

    private static Verdict backup(Subject s) {
        boolean many = s.topology() != Topology.SINGLE;
        boolean self = !s.blueprint().identity().isEmpty();
        if (many && !self) {
            return Verdict.passed("every node holds the same public data, and nothing that is its own");
        }
        return Verdict.warning(
                many
                        ? (s.topology() == Topology.FLEET
                                        ? "no copy is made of what may be a node's own: "
                                        : "of what may be a node's own only its first copy is kept, in Secrets Manager: ")
                                + own(s)
                        : "no copy is made of the data volume; lost, the node "
                                + (s.chain() ? "syncs anew" : "starts with nothing")
                                + (self
                                        ? ", with the first copy, in Secrets Manager, of what may be its own: " + own(s)
                                        : ""),
                "take snapshots of the volume on a schedule of your own (AWS Backup, Data Lifecycle Manager)");
    }

    private static String own(Subject s) {
        List<String> paths = s.blueprint().identity();
        String first = paths.stream().limit(NAMED).collect(Collectors.joining(", "));
        return paths.size() > NAMED ? first + " and " + (paths.size() - NAMED) + " more" : first;
    }

    private static Verdict monitoring(Subject s) {
        boolean told =
                s.aws().alarms().email().isPresent() || s.aws().alarms().topic().isPresent();
        if (!told) {
            return Verdict.warning(
                    "alarms ring and nobody is told", "aws.alarms: {email: you@example.org}, or an SNS topic");
        }
        return s.aws().dashboard()
                ? Verdict.byTheAgent("alarms to somebody and a dashboard, of what the agent measures each minute")
                : Verdict.info("metrics and alarms, and no dashboard", "aws.dashboard: true");
    }

    /** A node that keeps a part of the chain only, by its setting prune, needs no more than that as far as is known. */
    private static Optional<Verdict> small(Subject s) {
        Optional<ByteSize> pruned = s.picks().pruned();
        return pruned.or(() -> s.picks().stated())
                .filter(needed -> s.picks()
                        .disk()
                        .gib()
                        .map(gib -> gib < needed.gibibytes())
                        .orElse(false))
                .map(needed -> Verdict.warning(
                        "the volume has " + s.picks().disk().gib().orElseThrow() + " GiB, and "
                                + (pruned.isPresent()
                                        ? "the setting prune keeps " + needed + " of blocks alone"
                                        : "the blueprint states " + needed + " (" + needed.gibibytes() + " GiB) for "
                                                + s.picks().spec().network())
                                + ": full, the node stops",
                        "aws.volume.size of at least " + needed.gibibytes() + " GiB; it can grow later, never shrink"));
    }

    private static Optional<Verdict> spot(Subject s) {
        return Optional.of(s)
                .filter(any -> s.aws().spot())
                .map(any -> Verdict.warning(
                        "AWS may take a spot instance away at short notice; a clean stop may take "
                                + s.blueprint().grace(s.picks().role()).toMinutes() + " minutes",
                        s.topology() == Topology.FLEET
                                ? "fine where a node may start from nothing"
                                : "leave aws.spot away for nodes that keep a database"));
    }

    /** Whether the blueprint has words of its own for a reference that is left out. */
    private static boolean told(Subject s, ReferenceDef reference) {
        return s.blueprint().findings().stream().anyMatch(def -> def.when().contains("reference." + reference.name()));
    }

    /** A reference that may be left out is then taken from the blueprint's defaults, somebody else's. */
    private static Optional<Verdict> thirdParty(Subject s) {
        List<ReferenceDef> left = s.blueprint().references().values().stream()
                .filter(reference -> !s.picks().spec().references().containsKey(reference.name()))
                .filter(reference -> !told(s, reference))
                .toList();
        return left.isEmpty()
                ? Optional.empty()
                : Optional.of(Verdict.warning(
                        "the node leans on somebody else's "
                                + left.stream().map(ReferenceDef::name).collect(Collectors.joining(", "))
                                + ": when that is away or wrong, so is the node",
                        "run your own and name it under references: {"
                                + left.getFirst().name() + ": {deployment: NAME}}"));
    }
}
