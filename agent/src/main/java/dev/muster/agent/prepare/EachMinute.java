package dev.muster.agent.prepare;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;

/** Lets a line through each minute: a log is not to be filled by hours of work. For one thread. */
final class EachMinute {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Consumer<String> lines;
    private final InstantSource clock;
    private Instant next = Instant.MIN;

    EachMinute(Consumer<String> lines, InstantSource clock) {
        this.lines = lines;
        this.clock = clock;
    }

    void tell(String line) {
        Instant now = clock.instant();
        if (!now.isBefore(next)) {
            next = now.plus(MINUTE);
            lines.accept(line);
        }
    }
}
