package dev.muster.agent.run;

import dev.muster.agent.api.AgentCommand;
import dev.muster.agent.files.Json;
import dev.muster.agent.files.Whole;
import dev.muster.agent.history.Event;
import dev.muster.agent.history.EventLog;
import dev.muster.agent.host.DiskGuard;
import dev.muster.agent.host.DiskGuard.Level;
import dev.muster.agent.log.LiveLog;
import dev.muster.agent.node.NodeServices;
import dev.muster.agent.node.NodeSetup;
import dev.muster.agent.node.Orders;
import dev.muster.agent.node.Reports;
import dev.muster.agent.node.Reports.Space;
import dev.muster.agent.probe.ProbeResult;
import dev.muster.agent.service.ServiceRunner;
import dev.muster.agent.service.ServiceStop;
import dev.muster.agent.slot.SlotFolder;
import dev.muster.core.blueprint.ServiceDef;
import dev.muster.core.report.NodeReport;
import dev.muster.core.report.NodeReport.LastRestart;
import dev.muster.core.state.Criteria;
import dev.muster.core.state.Observation;
import dev.muster.core.state.Round;
import dev.muster.core.state.Situation;
import dev.muster.core.state.StateMachine;
import dev.muster.core.state.Verdict;
import dev.muster.core.value.ByteSize;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs beside one node: one thread that looks after the programs, judges what the probes bring and tells of it. Its
 * death harms nothing: the programs run on, and the next agent of the slot takes over.
 */
public final class Agent {
    private static final Duration TICK = Duration.ofMillis(250);
    private static final Duration EACH_MINUTE = Duration.ofMinutes(1);

    private final SlotFolder slot;
    private final AgentWorld world;
    private final EventLog events;
    private final BlockingQueue<AgentCommand> commands = new LinkedBlockingQueue<>();
    private final Map<String, LiveLog> logs = new LinkedHashMap<>();
    private final DiskGuard guard = new DiskGuard();
    private final Reports reports;
    private final Housekeeping housekeeping;

    private volatile NodeSetup setup;
    private volatile ProbeLoop probes;
    private volatile @Nullable NodeReport report;
    private NodeServices services;
    private final ReadyGate ready = new ReadyGate();
    private StateMachine machine;
    private @Nullable Verdict verdict;
    private Map<String, @Nullable Double> gauges = Map.of();
    private @Nullable String softwareVersion;
    private @Nullable LastRestart lastRestart;
    private @Nullable Instant written;
    private boolean stoppedForSpace;
    private Level spaceBefore = Level.FINE;
    private boolean ending;
    private boolean leaving;

    /** @throws IOException if the slot's files cannot be read */
    public Agent(SlotFolder slot, AgentWorld world, EventLog events) throws IOException {
        this.slot = slot;
        this.world = world;
        this.events = events;
        this.reports = new Reports(world.version());
        this.setup = NodeSetup.read(slot);
        this.services = services();
        this.machine = new StateMachine(criteria());
        this.probes = probeLoop();
        this.housekeeping = new Housekeeping(slot, logs.values());
    }

    private Criteria criteria() {
        int devPeers =
                setup.node().peers().isEmpty() && !setup.node().settings().containsKey("connect") ? 0 : 1;
        return Criteria.of(setup.blueprint().probes(), setup.dev(), devPeers);
    }

    private NodeServices services() {
        Orders orders = new Orders(() -> setup, world.environment());
        List<ServiceRunner> runners = new ArrayList<>();
        for (ServiceDef service : setup.services()) {
            LiveLog log = new LiveLog(slot.logs().resolve(service.name() + ".log"), 16L << 20, 8);
            logs.put(service.name(), log);
            runners.add(new ServiceRunner(
                    service.name(),
                    () -> orders.make(service.name(), log),
                    new ServiceStop(service.stopSignal(), service.grace(), () -> orders.afterKill(service.name())),
                    world.launcher(),
                    slot.run().resolve("services/" + service.name() + ".json"),
                    Orders.mark(setup, service.name()),
                    most -> lastLines(log, most),
                    (type, message) -> told(service.name(), type, message)));
        }
        return new NodeServices(runners, this::isReady);
    }

    private boolean isReady(String service) {
        boolean last = setup.services().getLast().name().equals(service);
        return last
                || setup.service(service)
                        .ready()
                        .map(call -> ready.passed(service, startOf(service), () -> probes.answers(call), world.clock()))
                        .orElse(true);
    }

    private Instant startOf(String service) {
        return services.all().stream()
                .filter(runner -> runner.name().equals(service))
                .findFirst()
                .flatMap(ServiceRunner::startedAt)
                .orElse(Instant.EPOCH);
    }

    private static List<String> lastLines(LiveLog log, int most) {
        try {
            return log.last(most);
        } catch (IOException e) {
            return List.of();
        }
    }

    private void told(String service, String type, String message) {
        event(type, message);
        if (type.equals("ended") || type.equals("failed") || type.equals("gone")) {
            lastRestart = new LastRestart(world.clock().instant().toString(), service, message);
        }
    }

    void event(String type, String message) {
        try {
            events.append(Event.of(world.clock().instant(), type, setup.node().slot(), message, Map.of()));
        } catch (IOException e) {
            // A full disk must not end the agent; what happened is in its own log at least.
            System.getLogger("muster").log(System.Logger.Level.WARNING, type + ": " + message, e);
        }
    }

    private ProbeLoop probeLoop() {
        return new ProbeLoop(
                setup,
                world.clock(),
                () -> services.situation() instanceof Situation.Running,
                housekeeping -> event("trouble", housekeeping));
    }

    /**
     * Looks after the node until it is told to end.
     *
     * @return whether the programs were stopped; false if they were left to another agent
     */
    public boolean run() throws InterruptedException {
        Instant begin = world.clock().instant();
        services.adopt(begin);
        resume();
        probes.start();
        while (!leaving && !(ending && services.stopped())) {
            AgentCommand command = commands.poll(TICK.toMillis(), TimeUnit.MILLISECONDS);
            Instant now = world.clock().instant();
            if (command != null) {
                obey(command, now);
            }
            tick(now);
        }
        probes.close();
        tell(world.clock().instant(), true);
        return !leaving;
    }

    /** Gives a command; it is carried out soon. */
    public void command(AgentCommand command) {
        commands.add(command);
    }

    /** What the node last told; null before the first time. */
    public @Nullable NodeReport report() {
        return report;
    }

    /** The configuration in force. */
    NodeSetup setup() {
        return setup;
    }

    /** The probes in force. */
    ProbeLoop probes() {
        return probes;
    }

    /** Logs by service. */
    Map<String, LiveLog> logs() {
        return logs;
    }

    /** The event log. */
    EventLog events() {
        return events;
    }

    /** The time series. */
    Housekeeping housekeeping() {
        return housekeeping;
    }

    private void resume() {
        boolean sameProgram = services.situation() instanceof Situation.Running;
        try {
            slot.report().filter(before -> sameProgram).ifPresent(before -> {
                lastRestart = before.lastRestart();
                Resume.verdict(before).ifPresent(machine::resume);
            });
        } catch (IOException e) {
            event("trouble", "the last report cannot be read: " + e.getMessage());
        }
    }

    private void obey(AgentCommand command, Instant now) {
        event("command", command.command().name().toLowerCase(java.util.Locale.ROOT));
        switch (command.command()) {
            case START -> start(now);
            case STOP -> services.stop(now, "stopped on command");
            case RESTART -> services.restart(now, command.services());
            case RELOAD -> reload(now);
            case SHUTDOWN -> {
                services.stop(now, "stopped for good");
                ending = true;
            }
            case HANDOVER -> leaving = true;
        }
    }

    private void start(Instant now) {
        if (stoppedForSpace) {
            event("trouble", "not started: the disk is nearly full");
        } else {
            services.start(now);
        }
    }

    private void reload(Instant now) {
        NodeSetup fresh;
        try {
            fresh = NodeSetup.read(slot);
        } catch (IOException | RuntimeException e) {
            event("trouble", "the new configuration cannot be read: " + e.getMessage());
            return;
        }
        boolean changed = !fresh.node().equals(setup.node());
        if (changed) {
            setup = fresh;
            probes.close();
            probes = probeLoop();
            machine = new StateMachine(criteria());
            probes.start();
        }
        List<String> restarted = services.reload(now, setup::fingerprint);
        Verdict before = verdict;
        if (changed && restarted.isEmpty() && before != null) {
            machine.resume(before);
        }
        if (!restarted.isEmpty()) {
            event("reloaded", "restarting " + String.join(", ", restarted));
        }
    }

    private void tick(Instant now) {
        services.tick(now);
        ProbeResult result = probes.take();
        if (result != null && result.answered()) {
            gauges = result.gauges();
            softwareVersion = result.version() == null ? softwareVersion : result.version();
        }
        housekeeping.tick(now, this::watchSpace);
        Round round = result == null ? new Round.Pending() : result.round();
        Verdict next = machine.next(Observation.of(now, services.situation(), round));
        verdict = next;
        publish(now, next, result != null);
    }

    private void watchSpace(Instant now) {
        Space space = Reports.space(slot.path());
        if (space == null) {
            return;
        }
        Level level = guard.see(now, space.total(), space.free());
        if (level == Level.STOP && !stoppedForSpace && services.wanted()) {
            stoppedForSpace = true;
            event("disk", "the disk is nearly full; the node is stopped while it still can be");
            services.stop(now, "the disk is nearly full: make room, then it starts again by itself");
        } else if (level != Level.STOP && stoppedForSpace) {
            stoppedForSpace = false;
            event("disk", "there is room again");
            services.start(now);
        }
        if (level == Level.LOW && spaceBefore == Level.FINE) {
            event(
                    "disk",
                    "the disk is getting full: %s free; the node is stopped at %s, to keep its data whole"
                            .formatted(new ByteSize(space.free()), new ByteSize(DiskGuard.stopBelow(space.total()))));
        }
        spaceBefore = level;
    }

    private void publish(Instant now, Verdict verdict, boolean fresh) {
        NodeReport before = report;
        boolean changed = before == null
                || before.state() != verdict.state()
                || !before.reason().equals(verdict.reason())
                || before.health().code() != verdict.healthCode();
        if (before != null && before.state() != verdict.state()) {
            event("state", before.state().text() + " -> " + verdict.state().text() + ": " + verdict.reason());
        }
        boolean old = before != null
                && Duration.between(Instant.parse(before.at()), now).toSeconds() >= 1;
        if (changed || fresh || old) {
            NodeReport current = report(now, verdict);
            report = current;
            tell(now, changed);
            sample(now, current);
        }
    }

    private void sample(Instant now, NodeReport current) {
        try {
            housekeeping.sample(now, current);
        } catch (IOException e) {
            event("trouble", "the time series cannot be kept: " + e.getMessage());
        }
    }

    private NodeReport report(Instant now, Verdict verdict) {
        Map<String, dev.muster.agent.slot.InstalledService> installed;
        try {
            installed = slot.installed();
        } catch (IOException e) {
            installed = Map.of();
        }
        return reports.make(new Reports.Sources(
                setup,
                now,
                verdict,
                services.all(),
                installed,
                softwareVersion,
                gauges,
                Reports.space(slot.path()),
                guard,
                lastRestart));
    }

    private void tell(Instant now, boolean changed) {
        NodeReport current = report;
        boolean due = written == null || !now.isBefore(written.plus(EACH_MINUTE));
        if (current != null && (changed || due)) {
            written = now;
            try {
                Whole.write(slot.reportFile(), Json.pretty(current));
            } catch (IOException e) {
                event("trouble", "the report cannot be written: " + e.getMessage());
            }
        }
    }
}
