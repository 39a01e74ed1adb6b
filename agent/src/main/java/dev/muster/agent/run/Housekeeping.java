package dev.muster.agent.run;

import dev.muster.agent.history.History;
import dev.muster.agent.history.Sample;
import dev.muster.agent.log.LiveLog;
import dev.muster.agent.slot.SlotFolder;
import dev.muster.core.report.NodeReport;
import dev.muster.core.report.NodeReport.Disk;
import dev.muster.core.report.NodeReport.Service;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What an agent does now and then: look at the disk, put logs aside, keep the time series. */
final class Housekeeping {
    private static final Duration EVERY = Duration.ofSeconds(5);
    private static final Duration SAMPLE = Duration.ofSeconds(10);

    private final Collection<LiveLog> logs;
    private final History history;
    private Instant done = Instant.EPOCH;
    private Instant sampled = Instant.EPOCH;

    Housekeeping(SlotFolder slot, Collection<LiveLog> logs) {
        this.logs = logs;
        this.history = new History(slot.path().resolve("history"));
    }

    /** @param space looks at the disk */
    void tick(Instant now, Consumer<Instant> space) {
        if (!now.isBefore(done.plus(EVERY)) || now.isBefore(done)) {
            done = now;
            space.accept(now);
            logs.forEach(Housekeeping::putAside);
        }
    }

    private static void putAside(LiveLog log) {
        try {
            log.tick();
        } catch (IOException e) {
            // Tried again in a moment; a log that cannot be put aside only grows.
            return;
        }
    }

    /** Keeps a sample every 10 seconds. */
    void sample(Instant now, NodeReport report) throws IOException {
        if (now.isBefore(sampled.plus(SAMPLE)) && !now.isBefore(sampled)) {
            return;
        }
        sampled = now;
        Integer peers = report.peers();
        Disk disk = report.disk();
        history.append(new Sample(
                now,
                report.state(),
                report.height(),
                report.tip(),
                peers == null ? null : peers.longValue(),
                disk == null ? null : disk.freeBytes(),
                memory(report)));
    }

    private static @Nullable Long memory(NodeReport report) {
        long sum = 0;
        for (Service service : report.services()) {
            Long bytes = service.memoryBytes();
            sum += bytes == null ? 0 : bytes;
        }
        return sum == 0 ? null : sum;
    }

    /** The time series, each sample as it stands in JSON. */
    List<Map<String, @Nullable Object>> history(Instant from, Instant to, Duration step) throws IOException {
        List<Map<String, @Nullable Object>> all = new ArrayList<>();
        for (Sample sample : history.range(from, to, step)) {
            Map<String, @Nullable Object> one = new LinkedHashMap<>();
            one.put("at", sample.at().toString());
            one.put("state", sample.state());
            one.put("height", sample.height());
            one.put("tip", sample.tip());
            one.put("peers", sample.peers());
            one.put("diskFreeBytes", sample.diskFreeBytes());
            one.put("memoryBytes", sample.memoryBytes());
            all.add(one);
        }
        return all;
    }
}
