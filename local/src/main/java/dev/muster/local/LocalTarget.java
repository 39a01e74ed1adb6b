package dev.muster.local;

import dev.muster.agent.api.AgentCommand;
import dev.muster.agent.api.AgentCommand.Verb;
import dev.muster.agent.command.SystemCommands;
import dev.muster.agent.fetch.Door;
import dev.muster.agent.files.Json;
import dev.muster.agent.files.Whole;
import dev.muster.agent.install.InstallStep;
import dev.muster.agent.install.OldSoftware;
import dev.muster.agent.prepare.DatasetStep;
import dev.muster.agent.prepare.RestoreTelling;
import dev.muster.agent.prepare.SlotDataset;
import dev.muster.agent.prepare.Software;
import dev.muster.agent.slot.InstalledService;
import dev.muster.agent.slot.SlotFolder;
import dev.muster.core.blueprint.Blueprint;
import dev.muster.core.blueprint.Dataset;
import dev.muster.core.node.NodeConfig;
import dev.muster.core.plan.Change;
import dev.muster.core.plan.DatasetFindings;
import dev.muster.core.progress.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Carries plans out on this machine. */
public final class LocalTarget {
    private final StateFolder state;
    private final Map<String, String> environment;
    private final InstantSource clock;
    private final Path program;

    /**
     * @param environment of this process
     * @param program the jar this process runs
     */
    public LocalTarget(StateFolder state, Map<String, String> environment, InstantSource clock, Path program) {
        this.state = state;
        this.environment = environment;
        this.clock = clock;
        this.program = program;
    }

    /**
     * Makes it so. Each step may be done again: after a death at any point the next {@code up} goes on.
     *
     * @param goal how long to wait for the nodes
     */
    public void up(LocalPlan plan, Progress progress, Goal goal) throws IOException, InterruptedException {
        DeploymentFolder deployment = state.deployment(plan.name());
        String who = "up, pid " + ProcessHandle.current().pid() + ", since " + clock.instant();
        PortClaims claims = new PortClaims(state);
        try (SharedUse _ = SharedUse.of(state);
                DeploymentLock _ = DeploymentLock.take(deployment, who)) {
            try {
                carryOut(claims.claim(plan, new LocalPlanner(state, environment)), deployment, progress, goal);
            } finally {
                claims.release(plan.name());
            }
        }
    }

    private void carryOut(LocalPlan plan, DeploymentFolder deployment, Progress progress, Goal goal)
            throws IOException, InterruptedException {
        keep(plan, deployment, progress.start("prepare", "prepare " + plan.name()));
        AgentProgram agents = program(progress.start("program", "copy the agent's program"));
        Waiting waiting = new Waiting(clock);
        for (NodeConfig node : plan.leaving().values()) {
            remove(deployment.slot(node.slot()), node, plan.dev(), agents, progress);
        }
        for (NodeConfig node : plan.nodes().values()) {
            slot(plan, deployment, node, agents, progress.start(node.name(), node.name()));
            if (node.produceInitial() > 0 && goal != Goal.NOTHING) {
                // Those that follow shall find a chain to catch up with.
                waiting.height(deployment.slot(node.slot()), node, progress);
            }
        }
        waiting.until(deployment, plan.nodes().values(), goal, progress);
        if (goal != Goal.NOTHING) {
            sweep(deployment);
        }
    }

    /** What an upgrade replaced goes once the new one runs: until then it is the way back. */
    private static void sweep(DeploymentFolder deployment) throws IOException {
        Set<String> wanted = new HashSet<>();
        for (SlotFolder slot : deployment.slots().values()) {
            slot.installed().values().forEach(service -> wanted.add(service.program()));
        }
        OldSoftware.sweep(deployment.software(), wanted, LocalTarget::runs);
    }

    /** Whether a process of this machine was started from a folder. */
    static boolean runs(Path folder) {
        return ProcessHandle.allProcesses()
                .anyMatch(process -> process.info().commandLine().orElse("").contains(folder.toString()));
    }

    private void keep(LocalPlan plan, DeploymentFolder deployment, Progress progress) throws IOException {
        boolean fresh = deployment.record().isEmpty();
        try {
            new SecretFiles(state, environment)
                    .provide(
                            deployment,
                            plan.resolved().spec(),
                            plan.resolved().blueprint(),
                            plan.nodes().get(1) == null
                                    ? plan.nodes().firstEntry().getValue()
                                    : plan.nodes().get(1));
        } catch (RuntimeException e) {
            if (fresh) {
                Whole.remove(deployment.path());
            }
            throw e;
        }
        deployment.keepBlueprint(plan.checksum(), plan.payload());
        Whole.writePrivate(deployment.specFile(), plan.resolved().text());
        if (fresh) {
            deployment.keep(new DeploymentFolder.Facts(
                    plan.name(),
                    plan.resolved().blueprint().name().text(),
                    plan.resolved().spec().network(),
                    plan.dev(),
                    plan.specFile(),
                    clock.instant().toString()));
        }
        progress.done("kept in " + deployment.path());
    }

    private AgentProgram program(Progress progress) throws IOException {
        AgentProgram agents = AgentProgram.of(program, state.runtimes());
        progress.done("the agent runs " + agents.jar());
        return agents;
    }

    private void slot(
            LocalPlan plan, DeploymentFolder deployment, NodeConfig node, AgentProgram agents, Progress progress)
            throws IOException, InterruptedException {
        SlotFolder slot = deployment.slot(node.slot());
        Progress installing = progress.start(
                "install", "install " + plan.resolved().blueprint().title());
        Map<String, InstalledService> installed = new Software(slot, state.downloads(), environment)
                .install(
                        plan.resolved().blueprint(),
                        node,
                        plan.resolved().spec().version().isPresent(),
                        step -> installing.advance(step.message(), fraction(step)));
        installing.done("installed: " + Software.words(installed));
        Progress configuring = progress.start("configure", "write the configuration");
        Optional<NodeConfig> before = slot.node();
        Whole.write(slot.nodeFile(), Json.pretty(node));
        configuring.done("configured");
        dataset(plan, slot, node, progress);
        Progress starting = progress.start("agent", "start the agent");
        boolean otherRole = before.isPresent() && !before.get().role().equals(node.role());
        new AgentControl(slot).ensure(agents, otherRole);
        new AgentControl(slot).tell(new AgentCommand(Verb.RELOAD, List.of()));
        new AgentControl(slot).tell(new AgentCommand(Verb.START, List.of()));
        starting.done("the agent runs");
    }

    /** Before the first start, and never once an agent has started programs there. */
    private void dataset(LocalPlan plan, SlotFolder slot, NodeConfig node, Progress progress) throws IOException {
        Blueprint blueprint = plan.resolved().blueprint();
        Optional<Dataset> dataset = DatasetFindings.chosen(plan.resolved().spec(), blueprint);
        if (dataset.isEmpty() || slot.known()) {
            return;
        }
        Progress restoring = progress.start(
                "dataset", "restore the dataset \"" + dataset.get().name() + "\"");
        RestoreTelling telling =
                new RestoreTelling(slot, node, dataset.get().name(), clock, restoring::advance, report -> {});
        String done = new SlotDataset(new DatasetStep(slot, new SystemCommands(), Door.PLAIN), telling)
                .restore(
                        dataset.get(),
                        blueprint,
                        slot.paths(blueprint)
                                .volumes()
                                .getOrDefault("data", slot.path().resolve("data")));
        restoring.done(done);
    }

    private static @Nullable Double fraction(InstallStep step) {
        return step.total().isPresent() && step.total().getAsLong() > 0
                ? (double) step.done() / step.total().getAsLong()
                : null;
    }

    private void remove(SlotFolder slot, NodeConfig node, boolean all, AgentProgram agents, Progress progress)
            throws IOException, InterruptedException {
        Progress removing = progress.start(node.name(), "remove " + node.name());
        new Removal(slot).stop(agents);
        if (all) {
            Whole.remove(slot.path());
        } else {
            new Removal(slot).software();
            Whole.remove(slot.nodeFile());
        }
        removing.done(all ? "removed" : "removed; its data stay in " + slot.path());
    }

    /**
     * Takes a deployment away.
     *
     * @param deleteData whether the data go too
     * @return where data are left, with their size; empty if nothing is
     */
    public List<Kept> down(String name, boolean deleteData, Progress progress)
            throws IOException, InterruptedException {
        DeploymentFolder deployment = state.deployment(name);
        String who = "down, pid " + ProcessHandle.current().pid() + ", since " + clock.instant();
        List<Kept> kept;
        try (SharedUse _ = SharedUse.of(state);
                DeploymentLock _ = DeploymentLock.take(deployment, who)) {
            AgentProgram agents = AgentProgram.of(program, state.runtimes());
            for (SlotFolder slot : deployment.slots().values()) {
                Progress stopping = progress.start(name + "/" + slot.path().getFileName(), "stop the node");
                new Removal(slot).stop(agents);
                stopping.done("stopped");
            }
            kept = deleteData ? removeAll(deployment) : keepData(deployment);
        }
        new Leftovers(state).sweep();
        return kept;
    }

    /** Data that were left. */
    public record Kept(Path path, long bytes) {}

    private List<Kept> removeAll(DeploymentFolder deployment) throws IOException {
        Whole.remove(deployment.path());
        Whole.remove(deployment.path().resolveSibling("." + deployment.name() + ".lock"));
        return List.of();
    }

    private List<Kept> keepData(DeploymentFolder deployment) throws IOException {
        List<Kept> kept = new java.util.ArrayList<>();
        for (SlotFolder slot : deployment.slots().values()) {
            new Removal(slot).software();
            kept.add(new Kept(slot.path(), Leftovers.size(slot.path())));
        }
        Whole.remove(deployment.software());
        return kept;
    }

    /** Whether a plan would do anything, or a node of it does not run. */
    public static boolean idle(LocalPlan plan) {
        return plan.plan().changes().stream().allMatch(change -> change.action() == Change.Action.KEEP);
    }
}
