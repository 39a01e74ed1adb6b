package dev.muster.aws.instance;

import dev.muster.agent.files.Json;
import dev.muster.agent.others.OtherSlots;
import dev.muster.agent.slot.SlotFolder;
import dev.muster.aws.cloud.Objects;
import dev.muster.aws.cloud.QueryException;
import dev.muster.core.report.NodeReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The other slots' reports in the bucket. They are read by a job of its own and seldom; who asks before each probe gets
 * what was read last. A role may read these objects but not list them, so slots are counted up until two are missing;
 * what is not there is answered as a refusal ("If you don't have the s3:ListBucket permission, Amazon S3 returns an HTTP
 * status code 403": GetObject in the service model s3/2006-03-01 of botocore 1.43.11, 2026-11-23).
 */
final class BucketSlots implements OtherSlots, Job {
    static final Duration EACH = Duration.ofSeconds(30);
    /** A deployment without other slots asks for them no more often than this. */
    static final Duration ALONE = Duration.ofMinutes(10);

    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final int MISSES = 2;
    private static final int MOST = 64;

    private final Here here;
    private final Objects bucket;
    private volatile boolean wanted;
    private volatile List<NodeReport> reports = List.of();

    BucketSlots(Here here, Objects bucket) {
        this.here = here;
        this.bucket = bucket;
    }

    @Override
    public List<NodeReport> reports(SlotFolder self) {
        wanted = true;
        return reports;
    }

    @Override
    public String name() {
        return "the other slots' reports cannot be read";
    }

    @Override
    public Duration run(Instant now) throws IOException {
        if (here.fleet()) {
            return ALONE;
        }
        if (!wanted) {
            return LOOK;
        }
        wanted = false;
        Map<Integer, NodeReport> found = new TreeMap<>();
        int misses = 0;
        for (int slot = 1; slot <= MOST && misses < MISSES; slot++) {
            if (!String.valueOf(slot).equals(here.slot())) {
                Optional<NodeReport> report = read(here.reportKey(slot));
                if (report.isPresent()) {
                    found.put(slot, report.get());
                    misses = 0;
                } else {
                    misses++;
                }
            }
        }
        reports = List.copyOf(found.values());
        return found.isEmpty() ? ALONE : EACH;
    }

    private Optional<NodeReport> read(String key) {
        try {
            Optional<byte[]> json = bucket.get(key);
            return json.isPresent()
                    ? Optional.of(Json.read(new String(json.get(), StandardCharsets.UTF_8), NodeReport.class))
                    : Optional.empty();
        } catch (QueryException e) {
            if (e.status() == 403) {
                return Optional.empty();
            }
            throw e;
        } catch (IOException e) {
            // Of another version, perhaps; it tells again in a minute.
            return Optional.empty();
        }
    }
}
