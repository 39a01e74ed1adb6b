package dev.muster.agent.dataset;

import dev.muster.agent.archive.Budget;
import dev.muster.agent.fetch.ChangedException;
import dev.muster.agent.fetch.FetchProgress;
import dev.muster.agent.fetch.Parts;
import dev.muster.agent.fetch.RemoteFile;
import dev.muster.core.problem.MusterException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;

/**
 * Restores datasets. The archive is never on the disk: what is fetched goes straight into unpacking, beside the place
 * where the node looks, and is moved there only once the whole has the right checksum. A bad one leaves nothing; one that
 * was ended in its midst is gone on with from its last checkpoint.
 */
public final class Restore {
    private static final long RESERVE = 256L << 20;
    private static final int MOST_ENTRIES = 50_000_000;
    private static final int TRIES = 3;

    /** What a restart costs at most, but for where a place to go on from does not come. */
    static final Duration EACH = Duration.ofSeconds(10);

    private final Parts parts;
    private final int connections;
    private final ToLongFunction<Path> freeSpace;
    private final Consumer<Path> flush;
    private final Duration each;

    /**
     * @param connections at once
     * @param freeSpace bytes that may be written in a folder
     * @param flush makes all that is below a folder durable
     */
    public Restore(Parts parts, int connections, ToLongFunction<Path> freeSpace, Consumer<Path> flush) {
        this(parts, connections, freeSpace, flush, EACH);
    }

    /** @param each how long after one checkpoint the next is begun */
    Restore(Parts parts, int connections, ToLongFunction<Path> freeSpace, Consumer<Path> flush, Duration each) {
        this.parts = parts;
        this.connections = connections;
        this.freeSpace = freeSpace;
        this.flush = flush;
        this.each = each;
    }

    /**
     * What keeps a dataset out of a folder.
     *
     * @return the name of what lies there; empty: nothing does
     */
    public static Optional<String> there(Path to) throws IOException {
        Staging staging = new Staging(to);
        return staging.isDone() ? Optional.of("a dataset") : staging.foreign();
    }

    /** The same, when it is to be restored: what an earlier run had found right is moved into place. */
    public static Optional<Restored> found(Path to) throws IOException {
        Staging staging = new Staging(to);
        if (staging.finish() || staging.isDone()) {
            return Optional.of(new Restored.Already());
        }
        Optional<String> foreign = staging.foreign();
        if (foreign.isPresent()) {
            staging.drop();
        }
        return foreign.map(Restored.Kept::new);
    }

    /**
     * Restores a dataset into an empty folder, or goes on where an earlier run was ended. Twice is the same as once.
     *
     * @throws MusterException if it cannot be had, is not what it should be, or does not fit. The folder is empty for the
     *     node then; what was restored is kept for the next run if all that failed is the fetching of the rest
     */
    public Restored run(Wish wish, FetchProgress progress) throws IOException {
        Optional<Restored> found = found(wish.to());
        if (found.isPresent()) {
            return found.get();
        }
        Staging staging = new Staging(wish.to());
        Files.createDirectories(wish.to());
        for (int changes = 1; ; ) {
            RemoteFile file = look(wish, staging);
            Optional<Checkpoint> begun = begun(wish, file, staging);
            long free = freeSpace.applyAsLong(wish.to()) + (begun.isPresent() ? staging.bytes() : 0);
            checkSpace(wish, file, free, begun.isPresent() ? "nothing more was fetched" : "nothing was fetched");
            String why;
            try {
                Budget budget = new Budget(Math.max(0, free - RESERVE), MOST_ENTRIES);
                return new Attempt(wish, file, begun, staging, budget, progress).run(parts, connections, flush, each);
            } catch (UnfetchedException e) {
                throw unfetched(wish, staging, e.why());
            } catch (ChangedException e) {
                staging.drop();
                why = String.valueOf(e.getMessage());
                if (changes++ == TRIES) {
                    throw Refusals.bad(wish, "it changed at the server " + TRIES + " times while it was fetched", e);
                }
            } catch (BadDatasetException e) {
                staging.drop();
                why = "what an earlier run left does not go on: " + e.getMessage();
                if (begun.isEmpty()) {
                    throw Refusals.bad(wish, String.valueOf(e.getMessage()), e.getCause());
                }
            } catch (IOException | RuntimeException e) {
                staging.drop();
                throw e;
            }
            progress.at(0, OptionalLong.empty(), why + "; beginning again");
        }
    }

    private RemoteFile look(Wish wish, Staging staging) throws IOException {
        try {
            return parts.look(wish.from());
        } catch (MusterException e) {
            throw unfetched(wish, staging, e);
        }
    }

    /** Where to go on, if this is still the file of which an earlier run had restored a part; else nothing is left of that. */
    private static Optional<Checkpoint> begun(Wish wish, RemoteFile file, Staging staging) throws IOException {
        Optional<Checkpoint> begun =
                staging.checkpoint().read().filter(checkpoint -> checkpoint.isOf(file, wish.algorithm()));
        if (begun.isEmpty()) {
            staging.drop();
        }
        return begun;
    }

    /** No archive unpacks to less than itself that is worth packing. */
    private static void checkSpace(Wish wish, RemoteFile file, long free, String done) {
        long needed = Math.max(file.total().orElse(0), wish.needs().bytes()) + RESERVE;
        if (free < needed) {
            throw Refusals.noRoom(wish, needed, free, done);
        }
    }

    /** What is restored by now is as right as before. */
    private static MusterException unfetched(Wish wish, Staging staging, MusterException why) throws IOException {
        Optional<Checkpoint> begun = staging.checkpoint().read();
        if (begun.isEmpty()) {
            staging.drop();
            return why;
        }
        return Refusals.kept(wish, begun.get().bytes(), why);
    }
}
