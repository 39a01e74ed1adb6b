package dev.muster.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Keeps what deployments share from being swept while a command works with it: an {@code up} has copied the program
 * before an agent runs that shows that the copy is used.
 */
final class SharedUse implements AutoCloseable {
    private final LockedFile held;

    private SharedUse(LockedFile held) {
        this.held = held;
    }

    /** Waits for a sweep to end, which takes moments. */
    static SharedUse of(StateFolder state) throws IOException {
        return new SharedUse(LockedFile.await(file(state), LockedFile.Use.SHARED));
    }

    /** Empty while a command is at work: what it leaves, the next {@code down} sweeps. */
    static Optional<LockedFile> none(StateFolder state) throws IOException {
        return LockedFile.attempt(file(state), LockedFile.Use.ALONE);
    }

    static Path file(StateFolder state) {
        return state.root().resolve(".lock");
    }

    @Override
    public void close() throws IOException {
        held.close();
    }
}
