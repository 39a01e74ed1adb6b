package dev.muster.agent.install;

import dev.muster.agent.command.Command;
import dev.muster.agent.command.Outcome;
import dev.muster.core.blueprint.InstallMethod.Npm;
import dev.muster.core.problem.MusterException;
import dev.muster.core.value.Architecture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A package of the npm registry. Its scripts are not run: what needs them to be complete cannot be installed so; what
 * brings its program in packages for each platform can.
 */
record NpmWay(String name, String version, String program, InstallContext context) implements Way {
    private static final Duration LONGEST = Duration.ofMinutes(15);
    private static final String FILES = "files";
    private static final int SHOWN = 3;

    static Choice<Way> choose(Npm method, InstallContext context) {
        // Platform packages are mostly named by Go's words.
        Map<String, String> more =
                Map.of("arch", GoWords.architecture(context.machine().architecture()));
        String version = context.template().render(method.version(), more);
        Optional<String> pinned = context.wanted().pinnedNumber().filter(it -> !it.equals(version));
        return pinned.isPresent()
                ? Choice.not("it gives version " + version + ", wanted is " + pinned.get())
                : new Choice.Fits<>(new NpmWay(
                        context.template().render(method.name(), more),
                        version,
                        context.template().render(method.program(), more),
                        context));
    }

    @Override
    public List<String> identity() {
        return List.of("npm", name, version, program);
    }

    @Override
    public Optional<Made> find(Path folder, Made recorded) {
        return ProgramFile.isThere(folder.resolve(recorded.program())) ? Optional.of(recorded) : Optional.empty();
    }

    @Override
    public Optional<Obstacle> obstacle() {
        return npm().isPresent()
                ? Optional.empty()
                : Optional.of(Obstacle.of("npm is not installed", "sudo apt-get install npm"));
    }

    private Optional<Path> npm() {
        return context.machine().programs().apply("npm");
    }

    @Override
    public Made make(Path staging) throws IOException {
        context.tell("install", "installing " + name + "@" + version + " from the npm registry");
        Path files = Files.createDirectories(staging.resolve(FILES));
        Outcome outcome = context.machine()
                .commands()
                .run(Command.of(command(npm().orElseThrow(), files)).within(LONGEST));
        if (!outcome.ok()) {
            throw MusterException.failed(
                    name + "@" + version + " could not be installed: " + String.join("; ", outcome.lastLines(SHOWN)),
                    "Check the network and that the version exists.");
        }
        return made(files);
    }

    private List<String> command(Path npm, Path files) {
        return List.of(
                npm.toString(),
                "install",
                "--prefix",
                files.toString(),
                "--cache",
                context.cache().resolve("npm").toString(),
                "--ignore-scripts",
                "--no-audit",
                "--no-fund",
                "--loglevel=error",
                name + "@" + version);
    }

    private Made made(Path files) {
        if (!ProgramFile.isThere(files.resolve(program))) {
            throw MusterException.failed(
                    name + "@" + version + " has no program \"" + program + "\"",
                    "It may need its install scripts, which Muster does not run, or have no build for "
                            + Architecture.spec(context.machine().architecture()) + ".");
        }
        return Made.program(FILES + "/" + program, Optional.of(version));
    }
}
