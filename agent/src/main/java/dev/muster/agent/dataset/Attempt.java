package dev.muster.agent.dataset;

import dev.muster.agent.archive.Budget;
import dev.muster.agent.archive.Place;
import dev.muster.agent.archive.UnpackWatch;
import dev.muster.agent.archive.Unpacker;
import dev.muster.agent.fetch.ChangedException;
import dev.muster.agent.fetch.Checksum;
import dev.muster.agent.fetch.FetchProgress;
import dev.muster.agent.fetch.Parts;
import dev.muster.agent.fetch.RemoteFile;
import dev.muster.agent.packing.Mark;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One try to restore a dataset: from the start into a fresh folder, or from where an earlier one had got to.
 *
 * @param begun how far that is
 * @param budget of all files, those that are there too
 */
record Attempt(
        Wish wish,
        RemoteFile file,
        Optional<Checkpoint> begun,
        Staging staging,
        Budget budget,
        FetchProgress progress) {
    /** Pieces in memory are twice as many as connections: 32 MiB with eight. */
    private static final int PIECE = 2 << 20;

    /**
     * Tries.
     *
     * @throws UnfetchedException if the rest could not be had
     * @throws ChangedException if the server has another file by now
     * @throws BadDatasetException if what came is of no use
     */
    Restored run(Parts parts, int connections, Consumer<Path> flush, Duration each) throws IOException {
        if (begun.isEmpty()) {
            staging.begin();
        } else {
            staging.goOn();
        }
        Pieces pieces = new Pieces(file.total(), PIECE);
        RunningSum sum = sum(pieces);
        long first = pieces.numberAt(mark().map(Mark::packed).orElse(0L));
        PieceStream packed = new PieceStream(parts, file, pieces, sum, first, connections);
        try {
            Checksum actual = unpack(packed, pieces, sum, flush, each);
            progress.at(packed.given(), file.total(), "unpacked; making it durable");
            flush.accept(staging.files());
            staging.commit(
                    Map.of("dataset", wish.name(), "from", wish.from().toString(), "checksum", actual.toString()));
            return new Restored.Fresh(
                    packed.given(), actual.toString(), wish.checksum().isPresent());
        } finally {
            packed.end();
            sum.end();
        }
    }

    private Optional<Mark> mark() {
        return begun.map(Checkpoint::place).map(Place::mark);
    }

    private RunningSum sum(Pieces pieces) throws BadDatasetException {
        return begun.isEmpty()
                ? RunningSum.fresh(wish.algorithm())
                : begun.filter(checkpoint -> checkpoint.fits(pieces))
                        .flatMap(checkpoint -> RunningSum.from(wish.algorithm(), checkpoint.sum()))
                        .orElseThrow(() -> new BadDatasetException("nothing here can go on with its checksum", null));
    }

    private Checksum unpack(PieceStream packed, Pieces pieces, RunningSum sum, Consumer<Path> flush, Duration each)
            throws IOException {
        try (EarlyFlush early = new EarlyFlush(() -> flush.accept(staging.files()))) {
            UnpackWatch watch = new Checkpoints(
                    file, sum, pieces, staging.checkpoint(), early, each, _ -> tell(packed.given(), ""));
            if (mark().isPresent()) {
                long at = mark().get().packed();
                tell(at, "going on where an earlier run had got to");
                packed.skipNBytes(at - pieces.startOf(at));
            }
            Unpacker.unpack(
                    wish.kind().unpacking(packed, mark()),
                    begun.map(Checkpoint::place),
                    staging.files(),
                    budget,
                    watch);
            packed.readToEnd();
        } catch (ChangedException e) {
            throw e;
        } catch (IOException e) {
            throw new BadDatasetException("it cannot be unpacked: " + e.getMessage(), e);
        }
        return checked(sum.whole());
    }

    private void tell(long packed, String note) {
        progress.at(packed, file.total(), note);
    }

    private Checksum checked(Checksum actual) throws BadDatasetException {
        if (wish.checksum().isPresent() && !wish.checksum().get().equals(actual)) {
            throw new BadDatasetException("it should be " + wish.checksum().get() + " and is " + actual, null);
        }
        return actual;
    }
}
