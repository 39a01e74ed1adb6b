package dev.muster.local;

import dev.muster.core.node.NodeConfig;
import dev.muster.core.plan.Finding;
import dev.muster.core.plan.Plan;
import dev.muster.core.problem.MusterException;
import dev.muster.core.spec.SpecReader.Resolved;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;

/**
 * A plan for this machine, ready to be carried out.
 *
 * @param checksum of the blueprint's files
 * @param payload the blueprint's files
 * @param nodes what each slot shall run
 * @param leaving slots that go away
 */
public record LocalPlan(
        Resolved resolved,
        String specFile,
        Plan plan,
        String checksum,
        Map<String, String> payload,
        SortedMap<Integer, NodeConfig> nodes,
        SortedMap<Integer, NodeConfig> leaving) {
    /** The deployment's name. */
    public String name() {
        return resolved.spec().name().text();
    }

    /** Refuses a plan that cannot be carried out, with all reasons of it. */
    public void requireNoError() {
        List<Finding> errors = plan.findings().stream()
                .filter(finding -> finding.severity() == Finding.Severity.ERROR)
                .toList();
        if (!errors.isEmpty()) {
            throw MusterException.needs(
                    errors.stream().map(Finding::message).collect(Collectors.joining("; ")),
                    errors.stream().map(Finding::advice).collect(Collectors.joining("\n  ")));
        }
    }

    /** Whether the network is disposable. */
    public boolean dev() {
        var network = resolved.blueprint().networks().get(resolved.spec().network());
        return network != null && network.dev();
    }
}
