package dev.muster.local;

import dev.muster.agent.dataset.Restore;
import dev.muster.agent.node.Reports;
import dev.muster.agent.slot.SlotFolder;
import dev.muster.core.blueprint.Blueprint;
import dev.muster.core.blueprint.Dataset;
import dev.muster.core.blueprint.EndpointDef;
import dev.muster.core.node.NodeConfig;
import dev.muster.core.node.NodeConfig.Reference;
import dev.muster.core.node.NodeRenderer;
import dev.muster.core.plan.BlueprintFindings;
import dev.muster.core.plan.Change;
import dev.muster.core.plan.Cost;
import dev.muster.core.plan.DatasetFindings;
import dev.muster.core.plan.Finding;
import dev.muster.core.plan.Finding.Severity;
import dev.muster.core.plan.NodeDiff;
import dev.muster.core.plan.NodeDiff.Side;
import dev.muster.core.plan.NodePlanner;
import dev.muster.core.plan.Plan;
import dev.muster.core.spec.Spec;
import dev.muster.core.spec.SpecReader.Resolved;
import dev.muster.core.value.ByteSize;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Compares a spec with what stands on this machine. Reads files and asks for free ports; changes nothing. */
public final class LocalPlanner {
    private final StateFolder state;
    private final MissingSecrets secrets;

    /** @param environment where secrets of the kind {@code env} come from */
    public LocalPlanner(StateFolder state, Map<String, String> environment) {
        this.state = state;
        this.secrets = new MissingSecrets(environment);
    }

    /** The plan for a spec. */
    public LocalPlan plan(Resolved resolved, String specFile) throws IOException {
        Map<String, String> payload = resolved.folder().payload();
        String checksum = checksum(payload);
        DeploymentFolder deployment = state.deployment(resolved.spec().name().text());
        SortedMap<Integer, NodeConfig> existing = deployment.nodes();
        Machine machine = new Machine(deployment.name());
        SortedMap<Integer, NodeConfig> nodes =
                new NodePlanner(resolved.spec(), resolved.blueprint(), checksum, machine).slots(existing);
        List<Finding> findings = new ArrayList<>(machine.missing.values());
        findings.addAll(secrets.of(deployment, resolved.spec(), resolved.blueprint(), nodes.values()));
        findings.addAll(findings(resolved.spec(), resolved.blueprint()));
        findings.addAll(datasets(deployment, resolved.spec(), resolved.blueprint(), nodes.values()));
        SortedMap<Integer, NodeConfig> leaving = new TreeMap<>(existing);
        leaving.keySet().removeAll(nodes.keySet());
        Plan plan = new Plan(changes(deployment, resolved.blueprint(), existing, nodes), Cost.NOTHING, findings);
        return new LocalPlan(resolved, specFile, plan, checksum, payload, nodes, leaving);
    }

    /** A checksum over the files that decide how a node runs. */
    public static String checksum(Map<String, String> payload) {
        StringBuilder all = new StringBuilder();
        payload.forEach(
                (path, text) -> all.append(path).append('\0').append(text).append('\0'));
        return NodeRenderer.sha256(all.toString().getBytes(StandardCharsets.UTF_8))
                .substring(0, 16);
    }

    private static List<Change> changes(
            DeploymentFolder deployment,
            Blueprint blueprint,
            Map<Integer, NodeConfig> existing,
            Map<Integer, NodeConfig> nodes) {
        TreeSet<Integer> all = new TreeSet<>(existing.keySet());
        all.addAll(nodes.keySet());
        List<Change> changes = new ArrayList<>();
        for (int number : all) {
            SlotFolder slot = deployment.slot(number);
            NodeConfig now = existing.get(number);
            NodeConfig then = nodes.get(number);
            changes.addAll(NodeDiff.between(
                    now == null ? null : side(slot, slot.blueprint(now), now),
                    then == null ? null : side(slot, blueprint, then)));
        }
        return changes;
    }

    private static Side side(SlotFolder slot, Blueprint blueprint, NodeConfig node) {
        return new Side(blueprint, node, slot.paths(blueprint));
    }

    private List<Finding> findings(Spec spec, Blueprint blueprint) {
        List<Finding> all = new ArrayList<>(MachineFindings.of(spec, blueprint, state.root()));
        all.addAll(BlueprintFindings.of(spec, blueprint));
        return all;
    }

    /** What nodes start from, and which of them have data already. */
    private List<Finding> datasets(
            DeploymentFolder deployment, Spec spec, Blueprint blueprint, Collection<NodeConfig> nodes)
            throws IOException {
        Optional<Dataset> dataset = DatasetFindings.chosen(spec, blueprint);
        List<String> kept = new ArrayList<>();
        for (NodeConfig node : dataset.isPresent() ? nodes : List.<NodeConfig>of()) {
            SlotFolder slot = deployment.slot(node.slot());
            Path to = slot.paths(blueprint)
                    .volumes()
                    .getOrDefault("data", slot.path().resolve("data"))
                    .resolve(dataset.get().to());
            if (slot.known() || Restore.there(to.normalize()).isPresent()) {
                kept.add(node.name());
            }
        }
        Reports.Space space = Reports.space(deployment.path());
        return DatasetFindings.of(
                spec,
                blueprint,
                Optional.ofNullable(space).map(there -> new ByteSize(there.free())),
                nodes.size() - kept.size(),
                kept);
    }

    /** This machine, as the planner asks for it. */
    private final class Machine implements NodePlanner.World {
        private final String deployment;
        /** References to what is not here, by name. */
        private final Map<String, Finding> missing = new TreeMap<>();

        Machine(String deployment) {
            this.deployment = deployment;
        }

        @Override
        public int freePort(int preferred, Iterable<Integer> taken) {
            List<Integer> all = new ArrayList<>();
            taken.forEach(all::add);
            try {
                all.addAll(new PortClaims(state).ofOthers(deployment));
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
            return Ports.free(preferred, all);
        }

        @Override
        public String newId() {
            byte[] bytes = new byte[8];
            new SecureRandom().nextBytes(bytes);
            return HexFormat.of().formatHex(bytes);
        }

        @Override
        public Reference reference(String name, Spec.Reference reference) {
            Optional<String> deployment = reference.deployment();
            return deployment.isPresent()
                    ? deployed(name, deployment.get())
                    : new Reference(
                            reference.host().orElse("127.0.0.1"),
                            reference.ports(),
                            reference.user().orElse(null),
                            reference.secret().orElse(null));
        }

        private Reference deployed(String name, String deployment) {
            try {
                NodeConfig node = state.deployment(deployment).nodes().get(1);
                if (node == null) {
                    missing.put(name, missing(name, deployment));
                    return new Reference("127.0.0.1", Map.of(), null, null);
                }
                Blueprint blueprint = state.deployment(deployment).slot(1).blueprint(node);
                Optional<EndpointDef> endpoint = blueprint.endpoints().values().stream()
                        .filter(found -> found.secret().isPresent())
                        .findFirst();
                return new Reference(
                        node.bind(),
                        node.ports(),
                        endpoint.flatMap(EndpointDef::user).orElse(null),
                        endpoint.isPresent() ? "reference-" + name : null);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }

        private static Finding missing(String name, String deployment) {
            return new Finding(
                    "local.reference",
                    Severity.ERROR,
                    "reliability",
                    "the reference " + name + " names the deployment " + deployment + ", which is not here",
                    "put up a spec of that name first, or name a node by its host: references: {" + name
                            + ": {host: ADDRESS}}");
        }
    }
}
