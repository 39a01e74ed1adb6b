package dev.muster.local;

import dev.muster.agent.slot.SlotFolder;
import dev.muster.core.node.NodeConfig;
import dev.muster.core.problem.MusterException;
import dev.muster.core.progress.Progress;
import dev.muster.core.report.NodeReport;
import dev.muster.core.report.ReportText;
import dev.muster.core.state.NodeState;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Watches nodes until they are where they shall be, and tells of each step. */
public final class Waiting {
    private static final Duration LOOK = Duration.ofMillis(300);
    /** An agent needs a moment to obey; what it said before that is of the past. */
    private static final Duration OBEYED = Duration.ofMillis(600);

    private final InstantSource clock;

    public Waiting(InstantSource clock) {
        this.clock = clock;
    }

    /** @throws MusterException if a node fails */
    public void until(DeploymentFolder deployment, Collection<NodeConfig> nodes, Goal goal, Progress progress)
            throws IOException, InterruptedException {
        Instant from = clock.instant().plus(OBEYED);
        Map<NodeConfig, Progress> waiting = new LinkedHashMap<>();
        if (goal != Goal.NOTHING) {
            nodes.forEach(node -> waiting.put(node, progress.start(node.name(), "wait for " + node.name())));
        }
        while (!waiting.isEmpty()) {
            Thread.sleep(LOOK);
            for (NodeConfig node : java.util.List.copyOf(waiting.keySet())) {
                if (arrived(deployment.slot(node.slot()), goal, from, waiting.get(node))) {
                    waiting.remove(node);
                }
            }
        }
    }

    /** Waits until a node that makes a chain has made what it shall begin with. */
    void height(SlotFolder slot, NodeConfig node, Progress progress) throws IOException, InterruptedException {
        Progress making = progress.start(node.name() + " chain", "make " + node.produceInitial() + " blocks");
        while (true) {
            Optional<NodeReport> report = new AgentControl(slot).report();
            Long height = report.map(NodeReport::height).orElse(null);
            if (height != null && height >= node.produceInitial()) {
                making.done("the chain has " + height + " blocks");
                return;
            }
            if (report.isPresent() && report.get().state() == NodeState.FAILED) {
                throw failed(report.get(), making);
            }
            if (height != null) {
                making.advance(height + " blocks", (double) height / node.produceInitial());
            }
            Thread.sleep(LOOK);
        }
    }

    private static MusterException failed(NodeReport report, Progress progress) {
        progress.fail(report.reason());
        return MusterException.failed(
                report.name() + " has failed: " + report.reason(), "see \"muster logs " + report.name() + "\"");
    }

    private static boolean arrived(
            SlotFolder slot, Goal goal, Instant from, @org.jspecify.annotations.Nullable Progress progress)
            throws IOException {
        Optional<NodeReport> answer = new AgentControl(slot).report();
        if (answer.isEmpty()
                || progress == null
                || Instant.parse(answer.get().at()).isBefore(from)) {
            return false;
        }
        NodeReport report = answer.get();
        if (report.state() == NodeState.FAILED) {
            throw failed(report, progress);
        }
        if (there(report.state(), goal)) {
            progress.done(ReportText.line(report));
            return true;
        }
        progress.advance(ReportText.line(report), fraction(report));
        return false;
    }

    private static boolean there(NodeState state, Goal goal) {
        return goal == Goal.STARTED ? state.started() : state.serving() || state == NodeState.IDLE;
    }

    private static @org.jspecify.annotations.Nullable Double fraction(NodeReport report) {
        Long height = report.height();
        Long tip = report.tip();
        return height == null || tip == null || tip == 0 ? null : Math.min(1.0, (double) height / tip);
    }
}
