package dev.muster.agent.packing;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Unpacks a stream and, if it is asked, marks a place where another one can begin later. One thread reads; any other may
 * ask for a mark and take it. A mark is there before any byte that follows it is given to the reader.
 */
public abstract class MarkedStream extends BulkInput {
    private volatile boolean asked;
    private final AtomicReference<@Nullable Mark> mark = new AtomicReference<>();

    /** Asks for a mark at the next place where one is possible, which may be never; a mark that nobody took is forgotten. */
    public final void ask() {
        mark.set(null);
        asked = true;
    }

    /** The mark that was asked for, once. */
    public final Optional<Mark> take() {
        return Optional.ofNullable(mark.getAndSet(null));
    }

    /** Whether somebody waits for a mark. */
    protected final boolean isAsked() {
        return asked;
    }

    /** Answers: {@link #take} gives it from now on. */
    protected final void give(Mark at) {
        asked = false;
        mark.set(at);
    }
}
