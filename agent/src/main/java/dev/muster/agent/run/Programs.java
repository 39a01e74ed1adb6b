package dev.muster.agent.run;

import dev.muster.agent.log.LiveLog;
import dev.muster.agent.node.NodeServices;
import dev.muster.agent.node.NodeSetup;
import dev.muster.agent.node.Orders;
import dev.muster.agent.process.Launcher;
import dev.muster.agent.service.ServiceRunner;
import dev.muster.agent.service.ServiceStop;
import dev.muster.agent.slot.SlotFolder;
import dev.muster.core.blueprint.ServiceDef;
import dev.muster.core.report.NodeReport.LastRestart;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The programs of a slot as its configuration wants them, each with its log, and the last one that ended by itself. */
final class Programs {
    private final SlotFolder slot;
    private final AgentWorld world;
    private final Launcher launcher;
    private final Supplier<NodeSetup> setup;
    private final Predicate<String> answers;
    private final Journal journal;
    private final Orders orders;
    private final ReadyGate ready = new ReadyGate();
    private final Map<String, LiveLog> logs = new LinkedHashMap<>();
    private final NodeServices services;
    private @Nullable LastRestart lastRestart;

    /**
     * @param setup the configuration in force
     * @param launcher starts them
     * @param answers whether a call of the blueprint is answered now
     */
    Programs(
            SlotFolder slot,
            AgentWorld world,
            Launcher launcher,
            Supplier<NodeSetup> setup,
            Predicate<String> answers,
            Journal journal) {
        this.slot = slot;
        this.world = world;
        this.launcher = launcher;
        this.setup = setup;
        this.answers = answers;
        this.journal = journal;
        this.orders = new Orders(setup, world.environment(), journal::event);
        this.services = new NodeServices(
                setup.get().services().stream().map(this::runner).toList(), this::isReady);
    }

    private ServiceRunner runner(ServiceDef service) {
        String name = service.name();
        LiveLog log = new LiveLog(slot.logs().resolve(name + ".log"), 16L << 20, 8);
        logs.put(name, log);
        return new ServiceRunner(
                name,
                () -> orders.make(name, log),
                new ServiceStop(service.stopSignal(), service.grace(), () -> orders.afterKill(name)),
                launcher,
                slot.services().resolve(name + ".json"),
                Orders.mark(setup.get(), name),
                most -> lastLines(log, most),
                (type, message) -> told(name, type, message));
    }

    private static List<String> lastLines(LiveLog log, int most) {
        try {
            return log.last(most);
        } catch (IOException e) {
            return List.of();
        }
    }

    private void told(String service, String type, String message) {
        journal.event(type, message);
        if (type.equals("ended") || type.equals("failed") || type.equals("gone")) {
            lastRestart = new LastRestart(world.clock().instant().toString(), service, message);
        }
    }

    /** The last one has none after it that would wait for it. */
    private boolean isReady(String service) {
        List<ServiceDef> all = setup.get().services();
        return all.getLast().name().equals(service)
                || setup.get()
                        .service(service)
                        .ready()
                        .map(call -> ready.passed(service, startOf(service), () -> answers.test(call), world.clock()))
                        .orElse(true);
    }

    private Instant startOf(String service) {
        return services.all().stream()
                .filter(runner -> runner.name().equals(service))
                .findFirst()
                .flatMap(ServiceRunner::startedAt)
                .orElse(Instant.EPOCH);
    }

    NodeServices services() {
        return services;
    }

    /** What gives programs new secrets. */
    Renewing renewing() {
        return new Renewing(services, orders, journal);
    }

    /** Logs by service. */
    Map<String, LiveLog> logs() {
        return logs;
    }

    @Nullable LastRestart lastRestart() {
        return lastRestart;
    }

    /** Goes on with what an earlier agent knew. */
    void resume(@Nullable LastRestart before) {
        lastRestart = before;
    }
}
