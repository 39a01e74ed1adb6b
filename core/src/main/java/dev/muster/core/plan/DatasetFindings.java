package dev.muster.core.plan;

import dev.muster.core.blueprint.Blueprint;
import dev.muster.core.blueprint.Dataset;
import dev.muster.core.blueprint.Expectation;
import dev.muster.core.blueprint.VolumeDef;
import dev.muster.core.plan.Finding.Severity;
import dev.muster.core.spec.Spec;
import dev.muster.core.value.ByteSize;
import dev.muster.core.value.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a plan says of the data that nodes start from: what comes from where, how large, how long, and into what room. */
public final class DatasetFindings {
    /** A file system takes some of its volume for itself, so a volume of the right size has a little less. */
    private static final double SHARE = 0.9;

    private final Spec spec;
    private final Blueprint blueprint;
    private final List<Finding> found = new ArrayList<>();

    private DatasetFindings(Spec spec, Blueprint blueprint) {
        this.spec = spec;
        this.blueprint = blueprint;
    }

    /** The dataset that a spec chooses. */
    public static Optional<Dataset> chosen(Spec spec, Blueprint blueprint) {
        return spec.dataset().flatMap(choice -> choice.of(blueprint, spec.network()));
    }

    /**
     * The room that must be free before anything is fetched, as far as it is known.
     *
     * <p>A dataset of the blueprint without a number of its own needs what the blueprint says that the data take; one of
     * the spec at least what it is packed.
     */
    public static ByteSize room(Dataset dataset, Blueprint blueprint) {
        return dataset.needs()
                .orElseGet(() -> blueprint.datasets().contains(dataset)
                        ? stated(dataset, blueprint)
                        : dataset.size().orElse(new ByteSize(0)));
    }

    private static ByteSize stated(Dataset dataset, Blueprint blueprint) {
        Map<String, ByteSize> sizes = Optional.ofNullable(blueprint.volumes().get("data"))
                .map(VolumeDef::sizes)
                .orElse(Map.of());
        ByteSize all = sizes.getOrDefault(dataset.network(), sizes.getOrDefault("*", new ByteSize(0)));
        return new ByteSize((long) (all.bytes() * SHARE));
    }

    /**
     * What is to be said before.
     *
     * @param room of one node's volume, or of the disk that it gets; empty: not known
     * @param nodes that start without data and share that room
     * @param kept nodes that have data already, by name: they keep them
     */
    public static List<Finding> of(
            Spec spec, Blueprint blueprint, Optional<ByteSize> room, int nodes, List<String> kept) {
        DatasetFindings findings = new DatasetFindings(spec, blueprint);
        Optional<Dataset> dataset = chosen(spec, blueprint);
        if (dataset.isPresent()) {
            findings.chosen(dataset.get(), room, nodes, kept);
        } else if (spec.dataset().isEmpty()) {
            findings.available();
        }
        return List.copyOf(findings.found);
    }

    private void chosen(Dataset dataset, Optional<ByteSize> room, int nodes, List<String> kept) {
        if (!kept.isEmpty()) {
            add(
                    "dataset.ignored",
                    Severity.INFO,
                    "reliability",
                    String.join(", ", kept) + (kept.size() == 1 ? " has" : " have") + " data already and "
                            + (kept.size() == 1 ? "keeps" : "keep") + " them: the dataset \"" + dataset.name()
                            + "\" is not fetched there",
                    "to start anew from it, take the node down with --delete-data first");
        }
        if (nodes == 0) {
            return;
        }
        add(
                "dataset.restore",
                Severity.INFO,
                "performance",
                restore(dataset, nodes),
                "\"dataset: none\" syncs from peers instead");
        if (dataset.checksum().isEmpty()) {
            add(
                    "dataset.unchecked",
                    Severity.WARNING,
                    "security",
                    "the dataset \"" + dataset.name()
                            + "\" has no checksum: nobody can tell whether what comes is what was" + " published",
                    "give its checksum, or the address of a file that has it");
        }
        ByteSize wanted = new ByteSize(room(dataset, blueprint).bytes() * nodes);
        if (room.isPresent() && room.get().compareTo(wanted) < 0) {
            add(
                    "dataset.room",
                    Severity.ERROR,
                    "reliability",
                    "the dataset \"" + dataset.name() + "\" needs " + wanted
                            + (nodes == 1 ? "" : " for " + nodes + " nodes") + ", and there are " + room.get(),
                    spec.target() == Spec.Target.AWS
                            ? "a larger volume: aws: {volume: {size: ...}}; or dataset: none"
                            : "make room, or put XDG_STATE_HOME on a larger disk; or dataset: none");
        }
    }

    private String restore(Dataset dataset, int nodes) {
        String source = dataset.inBucket() ? dataset.key() + " of the region's bucket" : dataset.url();
        ByteSize needed = room(dataset, blueprint);
        return (nodes == 1 ? "a node without data starts" : nodes + " nodes without data start, each,")
                + " from the dataset \""
                + dataset.name()
                + "\": " + source + ", "
                + dataset.size().map(size -> size + " packed").orElse("of a size that is not known before")
                + (needed.bytes() > 0 ? ", " + needed + " of disk" : ", disk: more than its size")
                + dataset.checksum().map(sum -> ", checked by " + sum).orElse("")
                + "; " + duration() + "; what its transfer costs is not counted";
    }

    private String duration() {
        return blueprint.expects().stream()
                .filter(expects -> expects.what().equals("restore"))
                .filter(expects ->
                        expects.network().equals("*") || expects.network().equals(spec.network()))
                .findFirst()
                .map(DatasetFindings::range)
                .orElse("how long it takes is not known before");
    }

    private static String range(Expectation expects) {
        return "it takes " + Span.text(expects.low()) + " to " + Span.text(expects.high()) + " by the blueprint";
    }

    private void available() {
        List<String> names = blueprint.datasets().stream()
                .filter(each -> each.network().equals(spec.network()))
                .map(Dataset::name)
                .toList();
        if (!names.isEmpty()) {
            add(
                    "dataset.available",
                    Severity.INFO,
                    "performance",
                    "nodes start with nothing; the blueprint knows public data to start from: "
                            + String.join(", ", names),
                    "dataset: " + names.getFirst() + ", or dataset: none to be asked no more");
        }
    }

    private void add(String id, Severity severity, String pillar, String message, String advice) {
        found.add(new Finding(id, severity, pillar, message, advice));
    }
}
