package dev.muster.agent.run;

import dev.muster.agent.api.AgentCommand;
import dev.muster.agent.history.EventLog;
import dev.muster.agent.log.LiveLog;
import dev.muster.agent.node.NodeServices;
import dev.muster.agent.node.NodeSetup;
import dev.muster.agent.node.Reports;
import dev.muster.agent.probe.ProbeResult;
import dev.muster.agent.process.Launcher;
import dev.muster.agent.slot.InstalledService;
import dev.muster.agent.slot.SlotFolder;
import dev.muster.core.report.NodeReport;
import dev.muster.core.state.Observation;
import dev.muster.core.state.Observation.Others;
import dev.muster.core.state.Round;
import dev.muster.core.state.Situation;
import dev.muster.core.state.StateMachine;
import dev.muster.core.state.Verdict;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Runs beside one node: one thread that looks after the programs, judges what the probes bring and tells of it. Its
 * death harms nothing: the programs run on, and the next agent of the slot takes over.
 */
public final class Agent {
    /** While something begins or ends. */
    private static final Duration TICK = Duration.ofMillis(250);

    /** Without news: states also change with time, and of a program that an earlier agent started no end is told. */
    private static final Duration STEADY = Duration.ofSeconds(1);

    /** After a command somebody waits for what comes of it. */
    private static final Duration AWAITED = Duration.ofSeconds(3);

    private final SlotFolder slot;
    private final AgentWorld world;
    private final Journal journal;
    private final Mail mail = new Mail();
    private final Reports reports;
    private final Programs programs;
    private final NodeServices services;
    private final SpaceWatch space;
    private final Housekeeping housekeeping;
    private final Publisher publisher;

    private volatile NodeSetup setup;
    private volatile ProbeLoop probes;
    private StateMachine machine;
    private @Nullable Verdict verdict;
    private Instant judged = Instant.EPOCH;
    private Instant obeyed = Instant.EPOCH;
    private @Nullable Situation judgedSituation;
    private @Nullable RunFiles files;
    private Map<String, @Nullable Double> gauges = Map.of();
    private @Nullable String softwareVersion;
    private volatile Instant rereadAsked = Instant.MIN;
    private volatile String goodbye = "stopped for good";
    private boolean ending;
    private boolean leaving;

    /** @throws IOException if the slot's files cannot be read */
    public Agent(SlotFolder slot, AgentWorld world, EventLog events) throws IOException {
        this.slot = slot;
        this.world = world;
        this.setup = NodeSetup.read(slot);
        this.journal = new Journal(events, world.clock(), setup.node().slot());
        this.reports = new Reports(world.version());
        Launcher launcher = world.launcher().telling(mail::wake);
        this.programs = new Programs(slot, world, launcher, () -> setup, call -> probes().answers(call), journal);
        this.services = programs.services();
        this.machine = new StateMachine(setup.criteria());
        this.probes = probeLoop();
        this.space = new SpaceWatch(slot, services, journal);
        this.housekeeping = new Housekeeping(slot, programs.logs().values());
        this.publisher = new Publisher(slot, journal, housekeeping, this::report);
    }

    private ProbeLoop probeLoop() {
        return new ProbeLoop(
                setup,
                world,
                () -> services.situation() instanceof Situation.Running,
                mail::wake,
                trouble -> journal.event("trouble", trouble));
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
            Optional<AgentCommand> command = mail.await(steady() ? STEADY : TICK);
            Instant now = world.clock().instant();
            command.ifPresent(order -> obey(order, now));
            tick(now);
        }
        probes.close();
        publisher.write(world.clock().instant(), true);
        return !leaving;
    }

    private boolean awaited(Instant now) {
        return Duration.between(obeyed, now).abs().compareTo(AWAITED) < 0;
    }

    private boolean steady() {
        boolean lasting = judgedSituation instanceof Situation.Running
                || judgedSituation instanceof Situation.Stopped
                || judgedSituation instanceof Situation.Failed;
        return lasting && !awaited(world.clock().instant());
    }

    /** Gives a command; it is carried out soon. */
    public void command(AgentCommand command) {
        mail.command(command);
    }

    /** From now on sees to it that these are there; called before it runs. */
    void keep(RunFiles kept) {
        files = kept;
    }

    /** Stops the programs and then ends; {@code why} is shown meanwhile. */
    void end(String why) {
        goodbye = why;
        command(new AgentCommand(AgentCommand.Verb.SHUTDOWN, List.of()));
    }

    /** What the node last told; null before the first time. */
    public @Nullable NodeReport report() {
        return publisher.report();
    }

    /** When somebody last asked for the secrets to be read again. */
    Instant rereadAsked() {
        return rereadAsked;
    }

    /** The probes in force. */
    ProbeLoop probes() {
        return probes;
    }

    /** Logs by service. */
    Map<String, LiveLog> logs() {
        return programs.logs();
    }

    /** What happened. */
    Journal journal() {
        return journal;
    }

    /** The time series. */
    Housekeeping housekeeping() {
        return housekeeping;
    }

    private void resume() {
        boolean sameProgram = services.situation() instanceof Situation.Running;
        try {
            slot.report().filter(before -> sameProgram).ifPresent(before -> {
                programs.resume(before.lastRestart());
                Resume.verdict(before).ifPresent(machine::resume);
            });
        } catch (IOException e) {
            journal.event("trouble", "the last report cannot be read: " + e.getMessage());
        }
    }

    private void obey(AgentCommand command, Instant now) {
        obeyed = now;
        journal.event("command", command.command().name().toLowerCase(Locale.ROOT));
        switch (command.command()) {
            case START -> start(now);
            case STOP -> services.stop(now, "stopped on command");
            case RESTART -> services.restart(now, command.services());
            case RELOAD -> reload(now);
            case REREAD -> {
                rereadAsked = now;
                renew(now);
            }
            case RENEW -> renew(now);
            case SHUTDOWN -> {
                services.stop(now, goodbye);
                ending = true;
            }
            case HANDOVER -> leaving = true;
        }
    }

    /** Probes use secrets too. */
    private void renew(Instant now) {
        try {
            setup = NodeSetup.read(slot);
            programs.renewing().run(now, setup);
        } catch (IOException | RuntimeException e) {
            journal.event("trouble", "programs cannot be given new secrets: " + e.getMessage());
            return;
        }
        probes.close();
        probes = probeLoop();
        probes.start();
    }

    private void start(Instant now) {
        if (space.stopped()) {
            journal.event("trouble", "not started: the disk is nearly full");
        } else {
            services.start(now);
        }
    }

    private void reload(Instant now) {
        NodeSetup fresh;
        try {
            fresh = NodeSetup.read(slot);
        } catch (IOException | RuntimeException e) {
            journal.event("trouble", "the new configuration cannot be read: " + e.getMessage());
            return;
        }
        boolean changed = !fresh.node().equals(setup.node());
        if (changed) {
            setup = fresh;
            probes.close();
            probes = probeLoop();
            machine = new StateMachine(setup.criteria());
            probes.start();
        }
        List<String> restarted = services.reload(now, setup::fingerprint);
        Verdict before = verdict;
        if (changed && restarted.isEmpty() && before != null) {
            machine.resume(before);
        }
        if (!restarted.isEmpty()) {
            journal.event("reloaded", "restarting " + String.join(", ", restarted));
        }
    }

    private void tick(Instant now) {
        services.tick(now);
        ProbeResult result = probes.take();
        if (result != null && result.answered()) {
            gauges = result.gauges();
            softwareVersion = result.version() == null ? softwareVersion : result.version();
        }
        housekeeping.tick(now, this::look);
        Situation situation = services.situation();
        boolean news = result != null || !situation.equals(judgedSituation);
        if (news || Duration.between(judged, now).abs().compareTo(STEADY) >= 0) {
            judged = now;
            judgedSituation = situation;
            judge(now, situation, result);
        }
    }

    private void judge(Instant now, Situation situation, @Nullable ProbeResult result) {
        Round round = result == null ? new Round.Pending() : result.round();
        Verdict before = verdict;
        Others others =
                probes.others(now, before == null ? null : before.known().tip());
        Verdict next = machine.next(new Observation(now, situation, round, others));
        verdict = next;
        publisher.publish(now, next, result != null || awaited(now));
    }

    private void look(Instant now) {
        space.look(now);
        if (files != null) {
            files.look();
        }
    }

    private NodeReport report(Instant now, Verdict verdict) {
        Map<String, InstalledService> installed;
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
                Reports.space(slot.room()),
                space.guard(),
                programs.lastRestart(),
                world.outlet().place()));
    }
}
