package dev.muster.aws.instance;

import dev.muster.agent.files.Json;
import dev.muster.aws.cloud.Objects;
import dev.muster.core.report.NodeReport;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Writes reports to the bucket one at a time: of those that come meanwhile only the newest. */
final class Newest implements AutoCloseable {
    private static final int LAST_SECONDS = 20;

    private final Objects bucket;
    private final String key;
    private final AtomicReference<@Nullable NodeReport> next = new AtomicReference<>();
    private final ExecutorService writing =
            Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon()::unstarted);

    Newest(Objects bucket, String key) {
        this.bucket = bucket;
        this.key = key;
    }

    void tell(NodeReport report) {
        if (next.getAndSet(report) == null) {
            writing.execute(this::write);
        }
    }

    /** One that cannot be written is forgotten: another comes soon, and what it tells of does not depend on it. */
    private void write() {
        NodeReport report = next.getAndSet(null);
        if (report != null) {
            try {
                bucket.put(key, "application/json", Json.pretty(report).getBytes(StandardCharsets.UTF_8));
            } catch (RuntimeException e) {
                System.getLogger(Newest.class.getName()).log(System.Logger.Level.DEBUG, "a report was lost", e);
            }
        }
    }

    @Override
    public void close() {
        writing.shutdown();
        try {
            if (!writing.awaitTermination(LAST_SECONDS, TimeUnit.SECONDS)) {
                writing.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
