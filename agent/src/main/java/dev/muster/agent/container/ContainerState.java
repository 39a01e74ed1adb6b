package dev.muster.agent.container;

import dev.muster.agent.command.Outcome;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a container is.
 *
 * @param pid of its first process, as this machine sees it; 0 if it does not run
 * @param exitCode of its first process; of no meaning while it runs
 */
public record ContainerState(long pid, boolean running, int exitCode) {
    /** What {@code inspect} shall print. */
    static final String FORMAT = "{{.State.Pid}} {{.State.Running}} {{.State.ExitCode}}";

    private static final Pattern FORM = Pattern.compile("(\\d+) (true|false) (-?\\d+)");

    /** Reads what {@link ContainerCommand#inspect} printed; empty if there is no such container. */
    public static Optional<ContainerState> read(Outcome inspected) {
        Matcher form = FORM.matcher(inspected.out().strip());
        return inspected.ok() && form.matches()
                ? Optional.of(new ContainerState(
                        Long.parseLong(form.group(1)),
                        Boolean.parseBoolean(form.group(2)),
                        Integer.parseInt(form.group(3))))
                : Optional.empty();
    }
}
