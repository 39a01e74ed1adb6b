package dev.muster.agent.service;

import dev.muster.agent.process.Launcher;
import dev.muster.agent.process.Launcher.Running;
import dev.muster.agent.process.Marked;
import dev.muster.agent.process.ProcessId;
import dev.muster.agent.process.Signals;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one program running. Does nothing by itself: {@link #tick} is called often, from one thread. Survives the
 * agent: the program's pid and start stand in a file, and a successor goes on with them.
 */
public final class ServiceRunner {
    private final String name;
    private final ServiceOrder.Maker maker;
    private final ServiceStop stop;
    private final Launcher launcher;
    private final Path record;
    private final String mark;
    private final LastLines lastLines;
    private final BiConsumer<String, String> events;
    private final RestartPolicy policy = new RestartPolicy();

    private ServiceState state = new ServiceState.Stopped();
    private boolean wanted;
    private boolean unkept;
    private int restarts;
    private String fingerprint = "";
    private @Nullable ProcessId process;
    private @Nullable Running child;
    private @Nullable Instant goneSince;
    private @Nullable Instant startedAt;
    private @Nullable String error;

    /**
     * @param record file that is kept of the running program
     * @param mark unique to this service of this slot, put into the program's environment
     * @param lastLines what the program wrote last, for messages
     * @param events told of what happens: type and message
     */
    public ServiceRunner(
            String name,
            ServiceOrder.Maker maker,
            ServiceStop stop,
            Launcher launcher,
            Path record,
            String mark,
            LastLines lastLines,
            BiConsumer<String, String> events) {
        this.name = name;
        this.maker = maker;
        this.stop = stop;
        this.launcher = launcher;
        this.record = record;
        this.mark = mark;
        this.lastLines = lastLines;
        this.events = events;
    }

    /** Takes over the program that an earlier agent started, if it still runs. */
    public void adopt(Instant now) {
        Optional<ServiceRecord> kept = ServiceRecord.read(record);
        kept.ifPresent(before -> {
            wanted = before.wanted();
            restarts = before.restarts();
            fingerprint = before.fingerprint();
        });
        Optional<ProcessId> running = kept.map(ServiceRecord::process)
                .filter(ProcessId::alive)
                .or(() -> Marked.find(mark).stream().findFirst());
        if (running.isPresent()) {
            process = running.get();
            startedAt = kept.map(ServiceRecord::startedAt).map(Instant::parse).orElse(now);
            state = new ServiceState.Running(startedAt);
            wanted = kept.map(ServiceRecord::wanted).orElse(true);
            save();
            events.accept("adopted", name + " goes on with pid " + process.pid());
        } else if (kept.map(ServiceRecord::process).isPresent() && wanted) {
            boolean rebooted =
                    kept.map(ServiceRecord::process).map(ProcessId::beforeBoot).orElse(false);
            events.accept(
                    "gone", name + (rebooted ? " ended with the machine's reboot" : " ended while nobody watched"));
            restarts += rebooted ? 0 : 1;
        }
    }

    /** Wants it to run; a failed one gets a new chance. */
    public void start(Instant now) {
        wanted = true;
        if (state instanceof ServiceState.Stopped || state instanceof ServiceState.Failed) {
            policy.reset();
            launch(now);
        }
    }

    /** Notes that it shall not run: an agent that comes after this one does not start it again. */
    public void renounce() {
        wanted = false;
        save();
    }

    /** Wants it to end. */
    public void stop(Instant now) {
        wanted = false;
        if (state instanceof ServiceState.Running) {
            signal(now);
        } else if (!(state instanceof ServiceState.Stopping)) {
            state = new ServiceState.Stopped();
        }
        save();
    }

    /** Ends it and, once it has ended, starts it with what is then to be run. */
    public void restart(Instant now) {
        if (state instanceof ServiceState.Running) {
            wanted = true;
            signal(now);
            save();
        } else if (!(state instanceof ServiceState.Stopping)) {
            start(now);
        } else {
            wanted = true;
        }
    }

    /** Looks after it. */
    public void tick(Instant now) {
        switch (state) {
            case ServiceState.Running running -> {
                if (gone(now)) {
                    ended(now);
                }
            }
            case ServiceState.Stopping stopping -> awaitStop(stopping, now);
            case ServiceState.BackingOff backingOff -> {
                if (policy.isDue(now, backingOff)) {
                    restarts++;
                    launch(now);
                }
            }
            case ServiceState.Stopped stopped -> {}
            case ServiceState.Failed failed -> {}
        }
    }

    private boolean alive() {
        return process != null && process.alive();
    }

    private void launch(Instant now) {
        try {
            ServiceOrder order = maker.make();
            fingerprint = order.fingerprint();
            Running running = launcher.launch(order.command(), order.environment(), order.folder(), order.log());
            child = running;
            process = running.id();
            startedAt = now;
            goneSince = null;
            error = null;
            state = new ServiceState.Running(now);
            save();
            events.accept("started", name + " runs with pid " + running.id().pid());
        } catch (IOException | RuntimeException e) {
            backOff(now, "cannot be started: " + e.getMessage());
        }
    }

    private void ended(Instant now) {
        String how = child == null || child.exitCode().isEmpty()
                ? "ended"
                : Exit.of(child.exitCode().getAsInt());
        backOff(now, how);
    }

    /** Whether it has ended, and how is known: the system tells that a moment later. */
    private boolean gone(Instant now) {
        if (alive()) {
            goneSince = null;
            return false;
        }
        goneSince = goneSince == null ? now : goneSince;
        boolean told = child == null || child.exitCode().isPresent();
        return told || now.isBefore(goneSince) || !now.isBefore(goneSince.plusSeconds(1));
    }

    /** A stop that is no clean one should be seen; nobody knows of a program that an earlier agent started. */
    private String how() {
        int code = child == null ? 0 : child.exitCode().orElse(0);
        return code == 0 ? "" : ": " + Exit.of(code);
    }

    private void backOff(Instant now, String how) {
        int count = policy.ended(now);
        List<String> lines = LastWords.of(lastLines.read(LastWords.LINES));
        String last = lines.isEmpty() ? "" : "; its last lines: " + String.join(" | ", lines);
        String why = name + " " + how;
        error = why + last;
        process = null;
        child = null;
        if (policy.spent()) {
            state = new ServiceState.Failed(
                    why + ", " + count + " times in " + RestartPolicy.WINDOW.toMinutes() + " minutes" + last);
            events.accept("failed", error);
        } else {
            state = new ServiceState.BackingOff(now.plus(policy.wait(count)), count, why);
            events.accept("ended", error);
        }
        save();
    }

    private void signal(Instant now) {
        if (process != null) {
            Signals.send(process, stop.signal());
            // A process that was frozen would take the signal only when it goes on.
            Signals.send(process, "SIGCONT");
            state = new ServiceState.Stopping(now.plus(stop.grace()));
            events.accept("stopping", name + " was sent " + stop.signal());
        }
    }

    private void awaitStop(ServiceState.Stopping stopping, Instant now) {
        if (gone(now)) {
            events.accept("stopped", name + " has stopped" + how());
            process = null;
            child = null;
            goneSince = null;
            startedAt = null;
            state = new ServiceState.Stopped();
            save();
            if (wanted) {
                launch(now);
            }
        } else if (alive() && process != null && now.isAfter(stopping.killAt())) {
            events.accept("killed", name + " did not stop in " + stop.grace().toSeconds() + " s and was killed");
            Signals.send(process, "SIGKILL");
            stop.afterKill().run();
        }
    }

    private void save() {
        try {
            new ServiceRecord(process, startedAt == null ? null : startedAt.toString(), fingerprint, restarts, wanted)
                    .write(record);
            unkept = false;
        } catch (IOException e) {
            // A disk that takes no writes must not take away who could tell of it.
            if (!unkept) {
                events.accept("trouble", "the state of " + name + " cannot be kept: " + e.getMessage());
            }
            unkept = true;
        }
    }

    /** Its name. */
    public String name() {
        return name;
    }

    /** What it is doing. */
    public ServiceState state() {
        return state;
    }

    /** Whether it shall run. */
    public boolean wanted() {
        return wanted;
    }

    /** How often it came back by itself. */
    public int restarts() {
        return restarts;
    }

    /** What it was last started with. */
    public String fingerprint() {
        return fingerprint;
    }

    /** The running program; empty if none does. */
    public Optional<ProcessId> process() {
        return Optional.ofNullable(process);
    }

    /** When it was last started; empty if it does not run. */
    public Optional<Instant> startedAt() {
        return Optional.ofNullable(startedAt);
    }

    /** How it last ended by itself; empty since it was started again. */
    public Optional<String> error() {
        return Optional.ofNullable(error);
    }
}
