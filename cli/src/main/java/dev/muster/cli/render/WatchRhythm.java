package dev.muster.cli.render;

import dev.muster.core.report.StatusReport.Deployment;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** When a watch that writes into a file or pipe says something: on a change of state, else every 30 seconds. */
public final class WatchRhythm {
    private static final Duration QUIET = Duration.ofSeconds(30);

    private List<String> said = List.of();
    private @Nullable Instant at;

    /** Whether it is time to say what was found. */
    public boolean due(List<Deployment> found, Instant now) {
        List<String> states = found.stream()
                .flatMap(deployment -> deployment.nodes().stream())
                .map(node -> node.name() + " " + node.state())
                .toList();
        if (at != null && states.equals(said) && now.isBefore(at.plus(QUIET))) {
            return false;
        }
        said = states;
        at = now;
        return true;
    }
}
