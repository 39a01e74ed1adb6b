package dev.muster.agent.dataset;

import dev.muster.agent.archive.ArchiveKind;
import dev.muster.agent.archive.Budget;
import dev.muster.agent.archive.Unpacker;
import dev.muster.agent.fetch.ChangedException;
import dev.muster.agent.fetch.Checksum;
import dev.muster.agent.fetch.FetchProgress;
import dev.muster.agent.fetch.Parts;
import dev.muster.agent.fetch.RemoteFile;
import dev.muster.core.problem.MusterException;
import dev.muster.core.value.ByteSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;

/**
 * Restores datasets. The archive is never on the disk: what is fetched goes straight into unpacking, beside the place
 * where the node looks, and is moved there only once the whole has the right checksum. A bad one leaves nothing.
 */
public final class Restore {
    /** Pieces in memory are twice as many as connections: 32 MiB with eight. */
    private static final int PIECE = 2 << 20;

    private static final long RESERVE = 256L << 20;
    private static final int MOST_ENTRIES = 50_000_000;
    private static final int TRIES = 3;

    private final Parts parts;
    private final int connections;
    private final ToLongFunction<Path> freeSpace;
    private final Consumer<Path> flush;

    /**
     * @param connections at once
     * @param freeSpace bytes that may be written in a folder
     * @param flush makes all that is below a folder durable
     */
    public Restore(Parts parts, int connections, ToLongFunction<Path> freeSpace, Consumer<Path> flush) {
        this.parts = parts;
        this.connections = connections;
        this.freeSpace = freeSpace;
        this.flush = flush;
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
     * Restores a dataset into an empty folder. Twice is the same as once.
     *
     * @throws MusterException if it cannot be had, is not what it should be, or does not fit; the folder is empty then
     */
    public Restored run(Wish wish, FetchProgress progress) throws IOException {
        Optional<Restored> found = found(wish.to());
        if (found.isPresent()) {
            return found.get();
        }
        Staging staging = new Staging(wish.to());
        Files.createDirectories(wish.to());
        for (int attempt = 1; ; attempt++) {
            try {
                return attempt(wish, staging, progress);
            } catch (ChangedException e) {
                if (attempt == TRIES) {
                    throw bad(wish, "it changed at the server " + TRIES + " times while it was fetched", e);
                }
                progress.at(0, java.util.OptionalLong.empty(), e.getMessage() + "; beginning again");
            } finally {
                staging.drop();
            }
        }
    }

    private Restored attempt(Wish wish, Staging staging, FetchProgress progress) throws IOException {
        staging.drop();
        RemoteFile file = parts.look(wish.from());
        ArchiveKind kind = kind(wish);
        long free = freeSpace.applyAsLong(wish.to());
        checkSpace(wish, file, free);
        staging.begin();
        Checksum.Algorithm algorithm = wish.checksum().map(Checksum::algorithm).orElse(Checksum.Algorithm.SHA256);
        PieceStream stream = new PieceStream(parts, file, algorithm, connections, PIECE);
        try {
            Checksum actual = unpack(wish, file, kind, free, staging, stream, progress);
            progress.at(stream.given(), file.total(), "unpacked; making it durable");
            flush.accept(staging.files());
            staging.commit(
                    Map.of("dataset", wish.name(), "from", wish.from().toString(), "checksum", actual.toString()));
            return new Restored.Fresh(
                    stream.given(), actual.toString(), wish.checksum().isPresent());
        } finally {
            stream.end();
        }
    }

    private Checksum unpack(
            Wish wish,
            RemoteFile file,
            ArchiveKind kind,
            long free,
            Staging staging,
            PieceStream stream,
            FetchProgress progress)
            throws IOException {
        Budget budget = new Budget(Math.max(0, free - RESERVE), MOST_ENTRIES);
        Checksum actual;
        try (EarlyFlush early = new EarlyFlush(() -> flush.accept(staging.files()))) {
            Unpacker.unpack(stream, kind, staging.files(), budget, bytes -> {
                early.written(bytes);
                progress.at(stream.given(), file.total(), "");
            });
            actual = stream.whole(wish.checksum().map(Checksum::algorithm).orElse(Checksum.Algorithm.SHA256));
        } catch (ChangedException e) {
            throw e;
        } catch (IOException e) {
            throw bad(wish, "it cannot be unpacked: " + e.getMessage(), e);
        }
        if (wish.checksum().isPresent() && !wish.checksum().get().equals(actual)) {
            throw bad(wish, "it should be " + wish.checksum().get() + " and is " + actual, null);
        }
        return actual;
    }

    private static ArchiveKind kind(Wish wish) {
        String path = wish.from().getPath();
        return ArchiveKind.ofName(path.substring(path.lastIndexOf('/') + 1))
                .filter(kind -> kind != ArchiveKind.BARE && kind != ArchiveKind.ZIP)
                .orElseThrow(() -> MusterException.invalid(
                        wish.from() + " is no packed tar by its name", "tar.gz, tar.xz and tar.zst can be restored"));
    }

    /** No archive unpacks to less than itself that is worth packing. */
    private static void checkSpace(Wish wish, RemoteFile file, long free) {
        long needed = Math.max(file.total().orElse(0), wish.needs().bytes()) + RESERVE;
        if (free < needed) {
            throw MusterException.needs(
                    "the dataset \"" + wish.name() + "\" needs " + new ByteSize(needed) + " at " + wish.to()
                            + ", where " + new ByteSize(Math.max(0, free)) + " are free; nothing was fetched",
                    "give the node a larger volume");
        }
    }

    private static MusterException bad(Wish wish, String why, @org.jspecify.annotations.Nullable Throwable cause) {
        return new MusterException(
                MusterException.Exit.FAILED,
                "the dataset \"" + wish.name() + "\" from " + wish.from() + " was not restored: " + why + "; "
                        + wish.to() + " is empty",
                "Try again. If it happens again, tell its publisher; \"dataset: none\" in the spec starts the node without it,"
                        + " and it syncs from its peers.",
                cause);
    }
}
