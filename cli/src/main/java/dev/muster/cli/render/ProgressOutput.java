package dev.muster.cli.render;

import dev.muster.cli.world.Console;
import dev.muster.core.progress.ProgressEvent;
import java.time.InstantSource;
import java.util.function.Consumer;

/** Chooses how progress is shown. */
public interface ProgressOutput extends Consumer<ProgressEvent>, AutoCloseable {
    /** How to show progress. */
    enum Form {
        AUTO,
        LIVE,
        PLAIN,
        JSON
    }

    @Override
    void close();

    /** Takes what is drawn off the screen until the next event: something else is said meanwhile. */
    default void stepAside() {}

    /** The renderer: on a terminal live, else plain, unless one is asked for. */
    static ProgressOutput of(Form form, Console console, InstantSource clock) {
        return switch (form) {
            case AUTO -> console.terminal() ? new LiveProgress(console) : new PlainProgress(console, clock);
            case LIVE -> new LiveProgress(console);
            case PLAIN -> new PlainProgress(console, clock);
            case JSON -> new JsonProgress(console);
        };
    }
}
