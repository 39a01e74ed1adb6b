package dev.muster.agent.node;

import dev.muster.agent.command.Command;
import dev.muster.agent.command.SystemCommands;
import dev.muster.agent.container.ContainerCommand;
import dev.muster.agent.container.ContainerOptions;
import dev.muster.agent.container.ContainerUser;
import dev.muster.agent.container.Engine;
import dev.muster.agent.container.EnvironmentFile;
import dev.muster.agent.container.GpuProof;
import dev.muster.agent.container.Mount;
import dev.muster.agent.slot.InstalledService;
import dev.muster.core.blueprint.InstallMethod.Inside;
import dev.muster.core.blueprint.ServiceDef;
import dev.muster.core.node.RenderedService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Services that run in containers. The client in the foreground is the service's process; what the slot keeps is
 * mounted at the same paths inside, so that one rendering serves both kinds.
 */
final class Containers {
    private final Map<String, String> environment;
    private final BiConsumer<String, String> events;

    /** @param events told of what happens: type and message */
    Containers(Map<String, String> environment, BiConsumer<String, String> events) {
        this.environment = environment;
        this.events = events;
    }

    /** The command line; a leftover of the same name is removed before. */
    List<String> run(
            NodeSetup setup, ServiceDef service, InstalledService installed, RenderedService rendered, Path etc) {
        Optional<Path> variables = Optional.empty();
        if (!rendered.environment().isEmpty()) {
            Path file = setup.slot().run().resolve(service.name() + ".env");
            EnvironmentFile.write(file, rendered.environment());
            variables = Optional.of(file);
        }
        ContainerCommand command =
                command(setup, service, installed, rendered.command(), mounts(setup, installed, etc), variables);
        new SystemCommands().run(Command.of(command.remove()));
        if (gpu(setup, service, installed)) {
            List<String> seen = GpuProof.seen(new SystemCommands(), command);
            events.accept("gpu", "the container of " + service.name() + " sees " + String.join(", ", seen));
        }
        return command.run();
    }

    /** Removes a service's container, running or not. */
    void remove(NodeSetup setup, String service) {
        try {
            InstalledService installed = setup.slot().installed().get(service);
            if (installed != null && installed.engine() != null) {
                ContainerCommand command =
                        command(setup, setup.service(service), installed, List.of(), List.of(), Optional.empty());
                new SystemCommands().run(Command.of(command.remove()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ContainerCommand command(
            NodeSetup setup,
            ServiceDef service,
            InstalledService installed,
            List<String> command,
            List<Mount> mounts,
            Optional<Path> variables) {
        Engine engine = engine(String.valueOf(installed.engine()));
        ContainerUser user = user(setup);
        List<String> options = new ArrayList<>(options(engine, setup, service, installed));
        options.addAll(user.options(engine));
        options.addAll(entrypoint(installed));
        return new ContainerCommand(
                engine,
                "muster-" + setup.node().deployment() + "-" + setup.node().slot() + "-" + service.name(),
                installed.program(),
                withoutProgram(command, installed),
                Optional.of(user.argument()),
                mounts,
                variables,
                options,
                service.stopSignal(),
                service.grace());
    }

    private static List<String> options(
            Engine engine, NodeSetup setup, ServiceDef service, InstalledService installed) {
        return inside(service, installed)
                .map(inside -> ContainerOptions.of(engine, inside, setup.blueprint(), setup.node(), gpu(setup, inside)))
                .orElse(ContainerOptions.HOST);
    }

    private static Optional<Inside> inside(ServiceDef service, InstalledService installed) {
        return service.install().stream()
                .filter(method -> method.kind().equals(installed.kind()))
                .flatMap(method -> method.inside().stream())
                .findFirst();
    }

    private static boolean gpu(NodeSetup setup, ServiceDef service, InstalledService installed) {
        return inside(service, installed).filter(inside -> gpu(setup, inside)).isPresent();
    }

    private static boolean gpu(NodeSetup setup, Inside inside) {
        return setup.plain().value("gpu", inside.gpu()).strip().equals("true");
    }

    private static ContainerUser user(NodeSetup setup) {
        try {
            return ContainerUser.owning(setup.slot().path());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * An image's own start script may change owners of what is mounted and become another user, who cannot read what
     * is the slot's: a program that the blueprint names takes its place.
     */
    private static List<String> entrypoint(InstalledService installed) {
        String program = installed.inside();
        return program == null ? List.of() : List.of("--entrypoint", program);
    }

    /** {@code {{program}}} is the image. */
    private static List<String> withoutProgram(List<String> command, InstalledService installed) {
        boolean named = !command.isEmpty() && command.getFirst().equals(installed.program());
        return named ? command.subList(1, command.size()) : command;
    }

    private static List<Mount> mounts(NodeSetup setup, InstalledService installed, Path etc) {
        List<Mount> mounts = new ArrayList<>();
        Map<String, Path> volumes = setup.slot().paths(setup.blueprint()).volumes();
        volumes.values().forEach(volume -> mounts.add(new Mount(volume, volume.toString(), false)));
        if (etc.toFile().isDirectory()) {
            mounts.add(new Mount(etc, etc.toString(), true));
        }
        Path data = volumes.get("data");
        String mount = installed.mount();
        if (data != null && mount != null) {
            mounts.add(new Mount(data, mount, false));
        }
        return mounts;
    }

    private Engine engine(String text) {
        int blank = text.indexOf(' ');
        Engine.Kind kind = Engine.Kind.valueOf(text.substring(0, blank).toUpperCase(Locale.ROOT));
        return Engine.of(kind, Path.of(text.substring(blank + 1)), environment);
    }
}
