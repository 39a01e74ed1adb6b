package dev.muster.agent.dataset;

import dev.muster.agent.archive.Place;
import dev.muster.agent.archive.UnpackWatch;
import dev.muster.agent.fetch.RemoteFile;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * Writes down from time to time how far a restore is: asks for a place, has what was written up to there flushed to the
 * disk, and only then replaces the last checkpoint. Asked by one thread; the file is written by that of the flushes.
 */
final class Checkpoints implements UnpackWatch {
    private final RemoteFile file;
    private final RunningSum sum;
    private final Pieces pieces;
    private final CheckpointFile to;
    private final EarlyFlush flush;
    private final boolean possible;
    private final Duration each;
    private final LongConsumer progress;
    private volatile long last = System.nanoTime();
    private volatile boolean asked;
    private Optional<Place> waiting = Optional.empty();

    /**
     * @param each how long after one the next is asked for
     * @param progress hears bytes of files, as they are written
     */
    Checkpoints(
            RemoteFile file,
            RunningSum sum,
            Pieces pieces,
            CheckpointFile to,
            EarlyFlush flush,
            Duration each,
            LongConsumer progress) {
        this.file = file;
        this.sum = sum;
        this.pieces = pieces;
        this.to = to;
        this.flush = flush;
        this.possible = file.divisible() && sum.canBeKept();
        this.each = each;
        this.progress = progress;
    }

    @Override
    public void written(long bytes) {
        flush.written(bytes);
        if (waiting.isPresent()) {
            Place place = waiting.get();
            if (flush.begin(bytes, () -> write(place))) {
                waiting = Optional.empty();
            }
        }
        progress.accept(bytes);
    }

    /** Once in a while; never where the file's parts may not belong together, or the sum cannot be kept. */
    @Override
    public boolean wantsPlace() {
        if (asked || !possible || System.nanoTime() - last < each.toNanos()) {
            return false;
        }
        asked = true;
        return true;
    }

    @Override
    public void place(Place place) {
        waiting = Optional.of(place);
    }

    /** What cannot be written down is missing only if this run is killed; a disk that is full says so elsewhere. */
    private void write(Place place) {
        try {
            Optional<RunningSum.Part> part = sum.at(pieces.startOf(place.mark().packed()));
            if (part.isPresent()) {
                to.write(new Checkpoint(
                        file.from().toString(),
                        file.validator(),
                        file.total().orElseThrow(),
                        sum.algorithm(),
                        part.get(),
                        place));
            }
        } catch (IOException e) {
            // The last one stays.
        } finally {
            last = System.nanoTime();
            asked = false;
        }
    }
}
