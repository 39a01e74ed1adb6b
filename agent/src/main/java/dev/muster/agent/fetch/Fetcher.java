package dev.muster.agent.fetch;

import dev.muster.core.problem.MusterException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.ToLongFunction;

/** Fetches files over HTTP(S): goes on where an earlier attempt or run was cut, notices truncation, gives up in time. */
public final class Fetcher implements AutoCloseable {
    private final Patience patience;
    private final Pause pause;
    private final Transfer transfer;

    /**
     * @param freeSpace bytes that may be written in a folder
     */
    public Fetcher(Patience patience, Pause pause, ToLongFunction<Path> freeSpace) {
        this.patience = patience;
        this.pause = pause;
        this.transfer = new Transfer(patience.silence(), freeSpace);
    }

    /**
     * Fetches a file. What a cut attempt brought stays beside it and is gone on with, even by a later process.
     *
     * @param to where it shall lie; its folder must exist, and nobody else may fetch to it at the same time
     * @throws MusterException if the server refuses, patience ends, or the disk is full
     */
    public void toFile(URI from, Path to, FetchProgress progress) {
        try {
            toFile(from, new Partial(to), progress);
        } catch (IOException e) {
            throw new MusterException(
                    MusterException.Exit.FAILED,
                    from + " cannot be stored at " + to + ": " + e.getMessage(),
                    "Check the disk and the folder's rights.",
                    e);
        }
    }

    private void toFile(URI from, Partial to, FetchProgress progress) throws IOException {
        int inVain = 0;
        for (int attempt = 1; ; attempt++) {
            long before = to.size();
            Optional<Again> again = transfer.attempt(from, to, progress);
            if (again.isEmpty()) {
                to.complete();
                return;
            }
            inVain = to.size() > before ? 1 : inVain + 1;
            if (!patience.allows(attempt, inVain)) {
                throw givenUp(from, again.get(), attempt);
            }
            rest(from, to, again.get(), patience.pause(inVain, again.get().asked()), progress);
        }
    }

    private void rest(URI from, Partial to, Again again, Duration time, FetchProgress progress) throws IOException {
        progress.at(to.size(), again.total(), again.why() + "; trying again in " + Durations.words(time));
        try {
            pause.rest(time);
        } catch (InterruptedException e) {
            throw Transfer.interrupted(from, e);
        }
    }

    private static MusterException givenUp(URI from, Again again, int attempts) {
        return MusterException.failed(
                from + " could not be fetched in " + attempts + " attempts: " + again.why(),
                "Run the same command again later: it goes on where this one stopped.");
    }

    /**
     * Fetches a small text, such as a file of checksums.
     *
     * @param scratch a file that may be written meanwhile
     * @param limit bytes above which it is not what was meant
     * @throws MusterException as {@link #toFile} does, and if the text is too large
     */
    public String text(URI from, Path scratch, int limit) {
        toFile(from, scratch, FetchProgress.none());
        try {
            if (Files.size(scratch) > limit) {
                throw MusterException.failed(from + " is larger than " + limit + " bytes", "");
            }
            return Files.readString(scratch, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new MusterException(MusterException.Exit.FAILED, from + " cannot be read: " + e.getMessage(), "", e);
        } finally {
            scratch.toFile().delete();
        }
    }

    @Override
    public void close() {
        transfer.close();
    }
}
