package dev.muster.aws.instance;

import dev.muster.agent.files.Json;
import dev.muster.agent.outlet.Stage;
import dev.muster.aws.cloud.Objects;
import dev.muster.core.report.NodeReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The report to the bucket, on change and each minute: what {@code muster status} reads. Only the newest counts. */
final class ReportJob implements Job {
    private static final Duration EACH = Duration.ofMinutes(1);
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final Stage stage;
    private final Here here;
    private final Self self;
    private final Objects bucket;
    private @Nullable NodeReport told;
    private Instant toldAt = Instant.MIN;

    ReportJob(Stage stage, Here here, Self self, Objects bucket) {
        this.stage = stage;
        this.here = here;
        this.self = self;
        this.bucket = bucket;
    }

    @Override
    public String name() {
        return "the report cannot be written to the bucket";
    }

    @Override
    public Duration run(Instant now) throws IOException {
        Optional<NodeReport> report = stage.report();
        if (report.isPresent() && (changed(report.get()) || !now.isBefore(toldAt.plus(EACH)) || now.isBefore(toldAt))) {
            write(now, report.get());
        }
        return LOOK;
    }

    @Override
    public void last(Instant now) throws IOException {
        Optional<NodeReport> report = stage.report();
        if (report.isPresent() && changed(report.get())) {
            write(now, report.get());
        }
    }

    private boolean changed(NodeReport now) {
        NodeReport before = told;
        return before == null
                || before.state() != now.state()
                || !before.reason().equals(now.reason())
                || before.health().code() != now.health().code();
    }

    private void write(Instant now, NodeReport report) throws IOException {
        // A node of a fleet has no place for its report before it knows who it is.
        String key = here.reportKey(here.fleet() ? self.id() : "");
        bucket.put(key, "application/json", Json.pretty(report).getBytes(StandardCharsets.UTF_8));
        told = report;
        toldAt = now;
    }
}
