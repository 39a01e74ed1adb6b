package dev.muster.agent.container;

import dev.muster.agent.command.Command;
import dev.muster.agent.command.CommandRunner;
import dev.muster.agent.command.Outcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Looks for something that runs containers.
 *
 * @param engine the first that answers: docker, else podman
 * @param missing why each of those before it does not serve
 */
public record Engines(Optional<Engine> engine, List<String> missing) {
    /**
     * Asks docker's engine, then podman.
     *
     * @param programs finds a program on the PATH
     */
    public static Engines find(
            Function<String, Optional<Path>> programs, CommandRunner commands, Map<String, String> environment) {
        List<String> missing = new ArrayList<>();
        for (Engine.Kind kind : Engine.Kind.values()) {
            Optional<Path> program = programs.apply(kind.program());
            if (program.isEmpty()) {
                missing.add(kind.program() + " is not installed");
                continue;
            }
            Engine engine = Engine.of(kind, program.get(), environment);
            Outcome answer =
                    commands.run(Command.of(engine.command(kind.question().toArray(String[]::new))));
            if (answer.ok() && !answer.out().isBlank()) {
                return new Engines(Optional.of(engine), missing);
            }
            missing.add(kind.program() + " does not answer (" + answer.failure() + ")");
        }
        return new Engines(Optional.empty(), missing);
    }
}
