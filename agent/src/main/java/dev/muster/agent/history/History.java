package dev.muster.agent.history;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A node's past: each ten seconds for a day, each five minutes for ninety days; some 2 MB on disk. */
public final class History {
    private final Series fine;
    private final Series coarse;

    /** @param folder is made when it is needed */
    public History(Path folder) {
        this.fine = new Series(folder, Duration.ofSeconds(10), Duration.ofHours(6), Duration.ofDays(1));
        this.coarse = new Series(folder, Duration.ofMinutes(5), Duration.ofDays(10), Duration.ofDays(90));
    }

    /**
     * Keeps a sample; hand in as many as there are, those between the steps are passed over.
     *
     * @throws IOException if the disk does not take it; a later one may be taken
     */
    public synchronized void append(Sample sample) throws IOException {
        fine.append(sample);
        coarse.append(sample);
    }

    /**
     * The last sample of each step, in the order of time.
     *
     * @param from the earliest
     * @param to the latest, itself left out
     * @param step least time between two; longer ones where less is kept
     */
    public synchronized List<Sample> range(Instant from, Instant to, Duration step) throws IOException {
        long seconds = Math.max(1, step.toSeconds());
        TreeMap<Long, Sample> steps = new TreeMap<>();
        coarse.range(from, to).forEach(sample -> keep(sample, seconds, steps));
        fine.range(from, to).forEach(sample -> keep(sample, seconds, steps));
        return List.copyOf(steps.values());
    }

    private static void keep(Sample sample, long seconds, Map<Long, Sample> steps) {
        long step = Math.floorDiv(sample.at().getEpochSecond(), seconds);
        steps.merge(step, sample, (one, other) -> other.at().isBefore(one.at()) ? one : other);
    }
}
