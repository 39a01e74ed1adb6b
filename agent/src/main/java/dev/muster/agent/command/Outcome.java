package dev.muster.agent.command;

import java.util.List;

/**
 * How a command ended.
 *
 * @param exit its exit code; 127 if it could not be started, 124 if it took too long, 130 if it was interrupted
 * @param out its output; of a logged command both outputs, at most the last 64 KiB
 * @param err its error output; of a logged command empty
 */
public record Outcome(int exit, String out, String err) {
    /** Whether it ended with 0. */
    public boolean ok() {
        return exit == 0;
    }

    /** The last lines that are not blank, errors preferred: what a person wants to see of a failure. */
    public List<String> lastLines(int count) {
        List<String> lines = (err.isBlank() ? out : err)
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
        return lines.subList(Math.max(0, lines.size() - count), lines.size());
    }

    /** {@code exit code 1: its last line}. */
    public String failure() {
        List<String> last = lastLines(1);
        return "exit code " + exit
                + (last.isEmpty() ? "" : ": " + last.getFirst().strip());
    }
}
