package dev.muster.local;

import dev.muster.agent.slot.SlotFolder;
import dev.muster.core.node.NodeConfig;
import dev.muster.core.report.NodeReport;
import dev.muster.core.report.StatusReport.Deployment;
import dev.muster.core.state.NodeState;
import dev.muster.core.value.Span;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks the agents of this machine; where none answers, says so and shows what was last known. */
public final class LocalStatus {
    private static final Duration RESTORING = Duration.ofSeconds(30);

    private final InstantSource clock;

    public LocalStatus(InstantSource clock) {
        this.clock = clock;
    }

    /** One deployment; empty if it was never put up. */
    public Optional<Deployment> of(DeploymentFolder folder) throws IOException {
        Optional<DeploymentFolder.Facts> record = folder.record();
        if (record.isEmpty()) {
            return Optional.empty();
        }
        List<NodeReport> nodes = new ArrayList<>();
        for (Map.Entry<Integer, SlotFolder> slot : folder.slots().entrySet()) {
            nodes.add(node(slot.getValue()));
        }
        return Optional.of(Deployment.of(
                folder.name(),
                record.get().blueprint(),
                record.get().network(),
                "local",
                null,
                nodes.isEmpty() ? Map.of() : nodes.getFirst().endpoints(),
                nodes));
    }

    /** One node. */
    public NodeReport node(SlotFolder slot) throws IOException {
        Optional<NodeReport> answer = new AgentControl(slot).report();
        if (answer.isPresent()) {
            return answer.get();
        }
        NodeConfig node = slot.node().orElseThrow();
        Optional<NodeReport> kept;
        try {
            kept = slot.report();
        } catch (IOException e) {
            return silent(node, "no agent answers, and what it last said is lost: " + e.getMessage());
        }
        return kept.isPresent()
                ? stale(slot, kept.get())
                : silent(
                        node,
                        "the node was never started; \"muster up " + node.deployment()
                                + "\" goes on where it was left");
    }

    private NodeReport stale(SlotFolder slot, NodeReport kept) throws IOException {
        if (kept.state() == NodeState.STOPPED) {
            return kept;
        }
        Duration since = Duration.between(Instant.parse(kept.at()), clock.instant());
        String age = Span.text(since);
        if (NodeReport.DATASET.equals(kept.phase())
                && AgentProcess.running(slot).isEmpty()) {
            return bringing(kept, since);
        }
        String why = AgentProcess.rebooted(slot)
                ? "the machine was started anew since; \"muster up " + kept.deployment() + "\" brings the node back"
                : AgentProcess.running(slot).isPresent()
                        ? "the agent does not answer; what is shown is " + age + " old"
                        : "no agent runs; what is shown is " + age + " old; \"muster up " + kept.deployment()
                                + "\" starts one";
        return kept.unanswered(why);
    }

    /** No agent runs while a dataset is restored: up itself tells of it, every few seconds. */
    private static NodeReport bringing(NodeReport kept, Duration since) {
        boolean now = kept.state() == NodeState.FAILED || since.compareTo(RESTORING) < 0;
        return now
                ? kept
                : kept.unanswered("the \"up\" that brought its data has ended before its time; \"muster up "
                        + kept.deployment() + "\" goes on");
    }

    private NodeReport silent(NodeConfig node, String why) {
        return NodeReport.silent(
                new NodeReport.Node(
                        node.deployment(),
                        node.slot(),
                        node.nodeId(),
                        node.blueprint(),
                        node.network(),
                        node.role(),
                        node.target()),
                NodeState.UNKNOWN,
                clock.instant().toString(),
                why,
                null);
    }
}
