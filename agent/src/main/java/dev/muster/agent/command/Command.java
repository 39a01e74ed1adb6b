package dev.muster.agent.command;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A program to run to its end. Never holds a secret: arguments are seen by every user of the machine.
 *
 * @param argv program and arguments
 * @param environment added to the environment of this process; {@code LC_ALL} is C unless given here
 * @param timeout after which it is ended
 * @param log file that gets both outputs, appended; empty: they come back in the outcome alone
 */
public record Command(List<String> argv, Map<String, String> environment, Duration timeout, Optional<Path> log) {
    private static final Duration A_MINUTE = Duration.ofMinutes(1);

    public Command {
        argv = List.copyOf(argv);
        environment = Map.copyOf(environment);
    }

    /** A command with a minute to end. */
    public static Command of(String... argv) {
        return of(List.of(argv));
    }

    /** A command with a minute to end. */
    public static Command of(List<String> argv) {
        return new Command(argv, Map.of(), A_MINUTE, Optional.empty());
    }

    /** The same with these variables added to its environment. */
    public Command with(Map<String, String> more) {
        return new Command(argv, more, timeout, log);
    }

    /** The same with another time limit. */
    public Command within(Duration limit) {
        return new Command(argv, environment, limit, log);
    }

    /** The same with both outputs appended to a file. */
    public Command loggedTo(Path file) {
        return new Command(argv, environment, timeout, Optional.of(file));
    }
}
