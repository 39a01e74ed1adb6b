package dev.muster.agent.install;

import dev.muster.agent.command.CommandRunner;
import dev.muster.agent.fetch.Fetcher;
import dev.muster.agent.fetch.Patience;
import dev.muster.agent.testing.FakeCommands;
import dev.muster.core.blueprint.InstallMethod;
import dev.muster.core.blueprint.ServiceDef;
import dev.muster.core.blueprint.Version;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A place to install at: all that is handed in, changeable, with nothing of the real machine. */
final class Bench implements AutoCloseable {
    private final Path folder;
    final FakeCommands commands = new FakeCommands();
    final List<InstallStep> steps = Collections.synchronizedList(new ArrayList<>());
    final Map<String, String> environment = new HashMap<>();
    final Fetcher fetcher = new Fetcher(
            new Patience(3, 20, Duration.ZERO, Duration.ZERO, Duration.ofSeconds(5)), _ -> {}, _ -> Long.MAX_VALUE);
    CommandRunner runner = commands;
    Set<String> programs = Set.of();
    String architecture = "x86_64";
    long uid = 1000;
    long free = Long.MAX_VALUE;
    Wanted wanted = Wanted.anything();
    Path root;
    Path cache;

    Bench(Path folder) {
        this.folder = folder;
        this.root = folder.resolve("root");
        this.cache = folder.resolve("cache");
    }

    Path software() {
        return folder.resolve("software");
    }

    InstallContext context() {
        Machine machine = new Machine(
                architecture,
                uid,
                name -> programs.contains(name) ? Optional.of(Path.of("/usr/bin", name)) : Optional.empty(),
                runner,
                environment,
                _ -> free,
                root,
                Clock.systemUTC());
        return new InstallContext(machine, wanted, this::render, software(), cache, fetcher, steps::add);
    }

    private String render(String text, Map<String, String> more) {
        String version = wanted.version().map(Version::number).orElse("");
        return text.replace("{{version}}", version).replace("{{arch}}", more.getOrDefault("arch", "{{arch}}"));
    }

    Installed install(InstallMethod... methods) {
        return Installer.install(service(methods), context());
    }

    static ServiceDef service(InstallMethod... methods) {
        return new ServiceDef(
                "node", List.of(methods), List.of(), Map.of(), List.of(), Optional.empty(), "SIGTERM", Duration.ZERO);
    }

    static Version version(String number, boolean isDefault, Map<String, String> checksums) {
        return new Version(number, isDefault, false, Optional.empty(), checksums);
    }

    List<String> messages() {
        return steps.stream().map(InstallStep::message).toList();
    }

    @Override
    public void close() {
        fetcher.close();
    }
}
