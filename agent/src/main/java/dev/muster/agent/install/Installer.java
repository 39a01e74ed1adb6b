package dev.muster.agent.install;

import dev.muster.agent.command.Command;
import dev.muster.agent.command.Outcome;
import dev.muster.agent.container.Engine;
import dev.muster.core.blueprint.InstallMethod;
import dev.muster.core.blueprint.ServiceDef;
import dev.muster.core.problem.MusterException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Gets the program of a service. What is installed already is found again without network, whichever method gave it;
 * else the blueprint's methods are tried in their order, and the first that fits is carried out. Two at once, of one or
 * of several processes, wait for each other; one that was killed leaves nothing that counts as installed.
 */
public final class Installer {
    private static final Duration FLUSH = Duration.ofMinutes(5);

    private final ServiceDef service;
    private final InstallContext context;
    private final Shelf shelf;

    private Installer(ServiceDef service, InstallContext context) {
        this.service = service;
        this.context = context;
        this.shelf = new Shelf(context.software(), service.name());
    }

    /** A method that can serve as far as the blueprint tells. */
    private record Candidate(InstallMethod method, Way way) {}

    /**
     * Installs the program of a service, or finds it.
     *
     * @throws MusterException of exit {@code NEEDS} if no method fits: names each, why not, and what to run; of exit
     *     {@code FAILED} if the first that fits fails; of exit {@code INVALID} if the kind wanted is not offered
     */
    public static Installed install(ServiceDef service, InstallContext context) {
        return new Installer(service, context).install();
    }

    private Installed install() {
        List<InstallMethod> methods = methods();
        try (Held _ = Held.of(shelf.lock(), this::tellOfHolder)) {
            Files.createDirectories(context.cache());
            Obstacles obstacles = new Obstacles(service);
            List<Candidate> candidates = candidates(methods, obstacles);
            Optional<Installed> found = found(candidates);
            return found.isPresent() ? found.get() : firstThatFits(candidates, obstacles);
        } catch (IOException e) {
            throw new MusterException(
                    MusterException.Exit.FAILED,
                    service.name() + " cannot be installed in " + context.software() + ": " + e.getMessage(),
                    "Check the disk and the folder's rights.",
                    e);
        }
    }

    private void tellOfHolder(String holder) {
        context.tell("wait", "waiting for " + holder + " to install " + service.name());
    }

    private List<InstallMethod> methods() {
        Optional<String> kind = context.wanted().kind();
        List<InstallMethod> methods = service.install().stream()
                .filter(method -> kind.isEmpty() || method.kind().equals(kind.get()))
                .toList();
        if (methods.isEmpty()) {
            throw MusterException.invalid(
                    service.name() + " cannot be installed by \"" + kind.orElse("") + "\"",
                    "It offers: "
                            + String.join(
                                    ", ",
                                    service.install().stream()
                                            .map(InstallMethod::kind)
                                            .distinct()
                                            .toList()) + ".");
        }
        return methods;
    }

    private List<Candidate> candidates(List<InstallMethod> methods, Obstacles obstacles) {
        List<Candidate> candidates = new ArrayList<>();
        for (InstallMethod method : methods) {
            switch (Ways.choose(service.name(), method, context)) {
                case Choice.Fits(Way way) -> candidates.add(new Candidate(method, way));
                case Choice.Not(Obstacle obstacle) -> obstacles.add(method, obstacle);
            }
        }
        return candidates;
    }

    private Optional<Installed> found(List<Candidate> candidates) throws IOException {
        for (Candidate candidate : candidates) {
            List<String> identity = candidate.way().identity();
            Optional<Made> made =
                    shelf.read(identity).flatMap(entry -> candidate.way().find(shelf.folder(identity), made(entry)));
            if (made.isPresent()) {
                return made.map(it -> installed(candidate, it));
            }
        }
        return Optional.empty();
    }

    private Installed firstThatFits(List<Candidate> candidates, Obstacles obstacles) throws IOException {
        for (Candidate candidate : candidates) {
            Optional<Obstacle> obstacle = candidate.way().obstacle();
            if (obstacle.isEmpty()) {
                return make(candidate);
            }
            obstacles.add(candidate.method(), obstacle.get());
        }
        throw obstacles.exception();
    }

    private Installed make(Candidate candidate) throws IOException {
        Path staging = shelf.staging();
        try {
            Made made = candidate.way().make(staging);
            flush(staging);
            shelf.place(staging, candidate.way().identity(), made);
            return installed(candidate, made);
        } finally {
            Folders.delete(staging);
        }
    }

    /** Before it counts as complete it is on the disk: a power cut leaves names whose files are empty. */
    private void flush(Path staging) {
        context.machine().programs().apply("sync").ifPresent(sync -> {
            Outcome outcome = context.machine()
                    .commands()
                    .run(Command.of(sync.toString(), "--file-system", staging.toString())
                            .within(FLUSH));
            if (!outcome.ok()) {
                throw MusterException.failed(
                        "what was installed for " + service.name() + " cannot be made durable: " + outcome.failure(),
                        "look at the disk of " + staging);
            }
        });
    }

    private Made made(Shelf.Entry entry) {
        Optional<Engine> engine = entry.engine() == null || entry.engineProgram() == null
                ? Optional.empty()
                : Optional.of(Engine.of(
                        entry.engine(),
                        Path.of(entry.engineProgram()),
                        context.machine().environment()));
        return new Made(entry.program(), Optional.ofNullable(entry.version()), engine);
    }

    private Installed installed(Candidate candidate, Made made) {
        Path folder = shelf.folder(candidate.way().identity()).toAbsolutePath();
        String program = made.engine().isPresent()
                ? made.program()
                : folder.resolve(made.program()).toString();
        return new Installed(candidate.method(), program, made.version(), folder, made.engine());
    }
}
