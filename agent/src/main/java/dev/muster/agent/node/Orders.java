package dev.muster.agent.node;

import dev.muster.agent.files.Whole;
import dev.muster.agent.log.LiveLog;
import dev.muster.agent.process.Marked;
import dev.muster.agent.service.ServiceOrder;
import dev.muster.agent.slot.InstalledService;
import dev.muster.core.blueprint.ServiceDef;
import dev.muster.core.node.RenderedService;
import dev.muster.core.problem.MusterException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/** Makes the order to start a service: renders its files and builds its command line. */
public final class Orders {
    /** Variables of this process that a node's program gets too; all others are kept from it. */
    private static final List<String> PASSED = List.of("PATH", "LANG", "TZ", "HOME", "DOCKER_HOST");

    private final Supplier<NodeSetup> setup;
    private final Map<String, String> environment;
    private final Containers containers;

    /**
     * @param environment of this process
     * @param events told of what happens: type and message
     */
    public Orders(Supplier<NodeSetup> setup, Map<String, String> environment, BiConsumer<String, String> events) {
        this.setup = setup;
        this.environment = environment;
        this.containers = new Containers(environment, events);
    }

    /** The mark in the environment of a service's program. */
    public static String mark(NodeSetup setup, String service) {
        return setup.node().nodeId() + "/" + service;
    }

    /** Writes the service's files and says how to run it. */
    public ServiceOrder make(String service, LiveLog log) throws IOException {
        NodeSetup now = setup.get();
        ServiceDef definition = now.service(service);
        InstalledService installed = now.slot().installed().get(service);
        if (installed == null) {
            throw MusterException.failed(service + " is not installed", "run \"muster up\" again");
        }
        TakenPorts.refuse(now);
        RenderedService rendered = now.renderer().service(definition, installed.program());
        Path etc = now.slot().paths(now.blueprint()).etc();
        write(rendered, etc);
        for (Path volume : now.slot().paths(now.blueprint()).volumes().values()) {
            Files.createDirectories(volume);
        }
        log.beforeStart();
        boolean container = installed.engine() != null;
        Map<String, String> variables = environment(rendered, mark(now, service));
        List<String> command =
                container ? containers.run(now, definition, installed, rendered, etc) : rendered.command();
        return new ServiceOrder(
                now.fingerprint(service), command, variables, now.slot().path(), log.file());
    }

    /** Writes the files of a service that runs, each at once. */
    public void rewrite(String service) throws IOException {
        NodeSetup now = setup.get();
        write(
                now.renderer().service(now.service(service), ""),
                now.slot().paths(now.blueprint()).etc());
    }

    /** When the files of a service were written, the oldest of them; the far future if it has none. */
    public Instant written(String service) throws IOException {
        NodeSetup now = setup.get();
        Path etc = now.slot().paths(now.blueprint()).etc();
        Instant oldest = Instant.MAX;
        for (String name : now.plain().service(now.service(service), "").files().keySet()) {
            Path file = etc.resolve(name);
            Instant at = Files.exists(file) ? Files.getLastModifiedTime(file).toInstant() : Instant.MIN;
            oldest = at.isBefore(oldest) ? at : oldest;
        }
        return oldest;
    }

    private static void write(RenderedService rendered, Path etc) throws IOException {
        for (Map.Entry<String, String> file : rendered.files().entrySet()) {
            Whole.writePrivate(etc.resolve(file.getKey()), file.getValue());
        }
    }

    /** What must go with a service that was killed. */
    public void afterKill(String service) {
        containers.remove(setup.get(), service);
    }

    private Map<String, String> environment(RenderedService rendered, String mark) {
        Map<String, String> all = new TreeMap<>();
        PASSED.stream()
                .filter(environment::containsKey)
                .forEach(name -> all.put(name, String.valueOf(environment.get(name))));
        all.putAll(rendered.environment());
        all.put(Marked.VARIABLE, mark);
        return all;
    }
}
