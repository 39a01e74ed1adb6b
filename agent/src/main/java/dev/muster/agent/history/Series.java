package dev.muster.agent.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Samples in one resolution, in files that each cover a stretch of time; whole files are dropped when they are old. */
final class Series {
    private static final String END = ".csv";

    private final Path folder;
    private final String prefix;
    private final long step;
    private final long stretch;
    private final long kept;
    private long last = Long.MIN_VALUE;

    /**
     * @param step least time between two samples
     * @param stretch time that one file covers
     * @param kept time back to which samples are surely there
     */
    Series(Path folder, Duration step, Duration stretch, Duration kept) {
        this.folder = folder;
        this.prefix = step.toSeconds() + "s-";
        this.step = step.toSeconds();
        this.stretch = stretch.toSeconds();
        this.kept = kept.toSeconds();
    }

    /** Keeps a sample, unless one of the same step is there already. */
    void append(Sample sample) throws IOException {
        long second = sample.at().getEpochSecond();
        if (Math.floorDiv(second, step) == last) {
            return;
        }
        long start = Math.floorDiv(second, stretch) * stretch;
        Path file = folder.resolve(prefix + start + END);
        if (!Files.exists(file)) {
            Files.createDirectories(folder);
            dropBefore(second - kept);
        }
        LineFile.append(file, sample.line());
        last = Math.floorDiv(second, step);
    }

    private void dropBefore(long second) throws IOException {
        for (long start : starts()) {
            if (start + stretch <= second) {
                Files.deleteIfExists(folder.resolve(prefix + start + END));
            }
        }
    }

    private List<Long> starts() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.matches(prefix + "-?\\d{1,18}\\" + END))
                    .map(name -> Long.valueOf(name.substring(prefix.length(), name.length() - END.length())))
                    .sorted()
                    .toList();
        }
    }

    /** Samples from an instant up to, and without, another; in the order in which they were kept. */
    List<Sample> range(Instant from, Instant to) throws IOException {
        List<Sample> found = new ArrayList<>();
        for (long start : starts()) {
            if (start + stretch > from.getEpochSecond() && start < to.getEpochSecond() + 1) {
                LineFile.read(folder.resolve(prefix + start + END)).stream()
                        .flatMap(line -> Sample.parse(line).stream())
                        .filter(sample ->
                                !sample.at().isBefore(from) && sample.at().isBefore(to))
                        .forEach(found::add);
            }
        }
        return found;
    }
}
