package dev.muster.local;

import dev.muster.agent.host.HostFacts;
import dev.muster.agent.node.Reports;
import dev.muster.core.blueprint.Blueprint;
import dev.muster.core.blueprint.Requires;
import dev.muster.core.plan.DataSize;
import dev.muster.core.plan.Finding;
import dev.muster.core.plan.Finding.Severity;
import dev.muster.core.spec.Spec;
import dev.muster.core.value.ByteSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Compares what a blueprint requires with this machine. */
final class MachineFindings {
    private final List<Finding> findings = new ArrayList<>();

    private MachineFindings() {}

    /** @param data the folder under which nodes would keep their data */
    static List<Finding> of(Spec spec, Blueprint blueprint, Path data) {
        MachineFindings found = new MachineFindings();
        found.processor(blueprint.requires());
        found.memory(spec, blueprint.requires());
        found.disk(spec, blueprint, data);
        return found.findings;
    }

    private void warn(String id, String pillar, String message, String advice) {
        findings.add(new Finding(id, Severity.WARNING, pillar, message, advice));
    }

    private void processor(Requires requires) {
        int cores = Runtime.getRuntime().availableProcessors();
        if (cores < requires.cores()) {
            warn(
                    "local.cores",
                    "performance",
                    "this machine has " + cores + " cores, the software wants " + requires.cores(),
                    "expect a slow sync");
        }
        String flags = cpuFlags();
        requires.cpuFlags().stream()
                .filter(flag -> !flags.isEmpty() && !flags.contains(" " + flag + " "))
                .forEach(flag -> warn(
                        "local.cpu-flag",
                        "reliability",
                        "this processor lacks " + flag + "; the software dies of an illegal instruction without it",
                        "use another machine"));
    }

    private static String cpuFlags() {
        try {
            return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                    .filter(line -> line.startsWith("flags") || line.startsWith("Features"))
                    .findFirst()
                    .map(line -> " " + line.substring(line.indexOf(':') + 1).strip() + " ")
                    .orElse("");
        } catch (IOException e) {
            return "";
        }
    }

    private void memory(Spec spec, Requires requires) {
        Long total = HostFacts.memoryBytes();
        long wanted = requires.memory().map(ByteSize::bytes).orElse(0L) * spec.nodes();
        if (total != null && total < wanted) {
            warn(
                    "local.memory",
                    "reliability",
                    "this machine has " + new ByteSize(total) + " of memory, " + spec.nodes() + " x "
                            + requires.memory().map(ByteSize::toString).orElse("") + " are wanted",
                    "run fewer nodes, or expect the system to kill one");
        }
    }

    private void disk(Spec spec, Blueprint blueprint, Path data) {
        Reports.Space space = Reports.space(existing(data));
        Optional<ByteSize> pruned = DataSize.pruned(spec, blueprint);
        pruned.or(() -> DataSize.stated(spec, blueprint))
                .filter(size -> space != null && space.free() < size.bytes() * spec.nodes())
                .ifPresent(size -> warn(
                        "local.disk",
                        "reliability",
                        new ByteSize(Objects.requireNonNull(space).free()) + " are free, " + spec.nodes() + " x " + size
                                + (pruned.isPresent() ? " are kept by the setting prune" : " are wanted for the data"),
                        (blueprint.settings().containsKey("prune")
                                        ? "make room, prune more (the setting prune), or put "
                                        : "make room, or put ")
                                + "XDG_STATE_HOME on a larger disk"));
    }

    /** The folder, or the nearest above it that is there. */
    private static Path existing(Path folder) {
        Path found = folder.toAbsolutePath();
        while (!Files.exists(found) && found.getParent() != null) {
            found = found.getParent();
        }
        return found;
    }
}
