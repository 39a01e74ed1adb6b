package dev.muster.core.progress;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A node in the tree of work; tells a listener what happens to it. */
public final class Progress {
    private final Consumer<ProgressEvent> listener;
    private final InstantSource clock;
    private final List<String> path;

    private Progress(Consumer<ProgressEvent> listener, InstantSource clock, List<String> path) {
        this.listener = listener;
        this.clock = clock;
        this.path = path;
    }

    /** The root of a tree. */
    public static Progress root(Consumer<ProgressEvent> listener, InstantSource clock, String name) {
        return new Progress(listener, clock, List.of(name));
    }

    /** A part of this work that begins now. */
    public Progress start(String id, String text) {
        List<String> below = new ArrayList<>(path);
        below.add(id);
        Progress part = new Progress(listener, clock, List.copyOf(below));
        part.tell(ProgressEvent.Kind.STARTED, text, null);
        return part;
    }

    /** It went on. */
    public void advance(String text, @Nullable Double fraction) {
        tell(ProgressEvent.Kind.ADVANCED, text, fraction);
    }

    /** It is done. */
    public void done(String text) {
        tell(ProgressEvent.Kind.DONE, text, 1.0);
    }

    /** It failed. */
    public void fail(String text) {
        tell(ProgressEvent.Kind.FAILED, text, null);
    }

    /** Something worth a line. */
    public void note(String text) {
        tell(ProgressEvent.Kind.NOTE, text, null);
    }

    private void tell(ProgressEvent.Kind kind, String text, @Nullable Double fraction) {
        listener.accept(new ProgressEvent(clock.instant(), path, kind, text, fraction));
    }
}
