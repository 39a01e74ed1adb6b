package dev.muster.agent.install;

import dev.muster.agent.command.Command;
import dev.muster.agent.command.Outcome;
import dev.muster.agent.container.Engine;
import dev.muster.agent.container.Engines;
import dev.muster.core.blueprint.InstallMethod.Build;
import dev.muster.core.problem.MusterException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A container image built here from a folder of the user; built again when a file in the folder changes.
 *
 * @param checksum of the folder's files
 */
record BuildWay(String service, Path folder, String checksum, InstallContext context) implements Way {
    private static final Duration LONGEST = Duration.ofMinutes(60);
    private static final int SHOWN = 15;

    static Choice<Way> choose(String service, Build method, InstallContext context) {
        String folder = context.template().render(method.folder(), Map.of()).strip();
        if (folder.isEmpty()) {
            return Choice.not("no folder is given to build it from");
        }
        Path path = Path.of(folder).toAbsolutePath().normalize();
        if (!Files.isRegularFile(path.resolve("Dockerfile")) && !Files.isRegularFile(path.resolve("Containerfile"))) {
            return Choice.not("there is no Dockerfile in " + path);
        }
        try {
            return new Choice.Fits<>(new BuildWay(service, path, FolderSum.of(path), context));
        } catch (IOException | UncheckedIOException e) {
            return Choice.not(path + " cannot be read: " + e.getMessage());
        }
    }

    @Override
    public List<String> identity() {
        return List.of("build", service, checksum);
    }

    private String image() {
        return "localhost/muster-build/" + service + ":" + checksum;
    }

    @Override
    public Optional<Made> find(Path installed, Made recorded) {
        return recorded.engine().filter(this::has).map(_ -> recorded);
    }

    private boolean has(Engine engine) {
        return context.machine()
                .commands()
                .run(Command.of(engine.command("image", "inspect", "--format", "{{.Id}}", image())))
                .ok();
    }

    private Engines engines() {
        Machine machine = context.machine();
        return Engines.find(machine.programs(), machine.commands(), machine.environment());
    }

    @Override
    public Optional<Obstacle> obstacle() {
        Engines engines = engines();
        return engines.engine().isPresent()
                ? Optional.empty()
                : Optional.of(Obstacle.of(String.join(", ", engines.missing()), "sudo apt-get install podman"));
    }

    @Override
    public Made make(Path staging) throws IOException {
        Engine engine = engines().engine().orElseThrow();
        Path log = staging.resolve("build.log");
        context.tell("build", "building " + service + " from " + folder);
        Outcome built = context.machine()
                .commands()
                .run(Command.of(engine.command("build", "--tag", image(), folder.toString()))
                        .within(LONGEST)
                        .loggedTo(log));
        if (!built.ok()) {
            throw failed(built, log);
        }
        return new Made(image(), Optional.of(checksum), Optional.of(engine));
    }

    /** The staging folder goes away: the whole log is kept beside it. */
    private MusterException failed(Outcome built, Path log) throws IOException {
        Path kept = context.software().resolve(service + "-build.log");
        if (Files.exists(log)) {
            Files.copy(log, kept, StandardCopyOption.REPLACE_EXISTING);
        }
        return MusterException.failed(
                service + " could not be built from " + folder + ":\n  " + String.join("\n  ", built.lastLines(SHOWN)),
                "The whole log is " + kept + ".");
    }
}
