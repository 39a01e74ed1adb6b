package dev.muster.cli.render;

import dev.muster.cli.world.Console;
import dev.muster.core.progress.ProgressEvent;
import dev.muster.core.progress.ProgressEvent.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A line for each change of phase, and else at most one in 30 seconds for each thing: for logs and pipes. */
final class PlainProgress implements ProgressOutput {
    private static final Duration QUIET = Duration.ofSeconds(30);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneId.systemDefault());

    private final Console console;
    private final InstantSource clock;
    private final Map<List<String>, Instant> told = new HashMap<>();

    PlainProgress(Console console, InstantSource clock) {
        this.console = console;
        this.clock = clock;
    }

    @Override
    public void accept(ProgressEvent event) {
        Instant now = clock.instant();
        if (event.kind() == Kind.ADVANCED) {
            Instant last = told.get(event.path());
            if (last != null && now.isBefore(last.plus(QUIET))) {
                return;
            }
        }
        told.put(event.path(), now);
        console.say(TIME.format(event.at()) + " " + sign(event.kind()) + " "
                + "  ".repeat(Math.max(0, event.path().size() - 2)) + event.text());
    }

    private static String sign(Kind kind) {
        return switch (kind) {
            case STARTED -> "..";
            case ADVANCED -> "  ";
            case DONE -> "ok";
            case FAILED -> "!!";
            case NOTE -> "--";
        };
    }

    @Override
    public void close() {}
}
