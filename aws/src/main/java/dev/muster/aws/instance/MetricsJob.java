package dev.muster.aws.instance;

import dev.muster.agent.files.Json;
import dev.muster.agent.files.Whole;
import dev.muster.agent.outlet.Stage;
import dev.muster.aws.cloud.Query;
import dev.muster.aws.watch.NodeMetric;
import dev.muster.core.report.NodeReport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The node's numbers to CloudWatch: one call a minute. A minute that is missed stays empty, which is the truth. The call
 * takes 1,000 metrics and 1 MB (service model of botocore 1.43.11, 2026-11-23); there are thirteen and the blueprint's gauges.
 */
final class MetricsJob implements Job {
    private static final Duration EACH = Duration.ofMinutes(1);
    private static final Duration SOON = Duration.ofSeconds(1);

    private final Stage stage;
    private final Here here;
    private final Query cloudWatch;
    private final Path file;

    /** @param cloudWatch the service {@code monitoring} */
    MetricsJob(Stage stage, Here here, Query cloudWatch) {
        this.stage = stage;
        this.here = here;
        this.cloudWatch = cloudWatch;
        this.file = stage.slot().run().resolve("metrics-told.json");
    }

    @Override
    public String name() {
        return "metrics cannot be published";
    }

    @Override
    public Duration run(Instant now) throws IOException {
        Optional<NodeReport> report = stage.report();
        if (report.isEmpty()) {
            return SOON;
        }
        Optional<String> kept = Whole.read(file);
        Measure.Memory memory = kept.isPresent() ? Json.read(kept.get(), Measure.Memory.class) : Measure.Memory.NONE;
        cloudWatch.call("PutMetricData", form(now, Measure.of(report.get(), memory)));
        Whole.write(file, Json.line(memory.with(report.get())));
        return EACH;
    }

    private Map<String, String> form(Instant now, Map<String, Double> values) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("Namespace", NodeMetric.NAMESPACE);
        int number = 1;
        for (Map.Entry<String, Double> value : values.entrySet()) {
            String at = "MetricData.member." + number++ + ".";
            form.put(at + "MetricName", value.getKey());
            form.put(at + "Value", String.valueOf(value.getValue()));
            form.put(
                    at + "Timestamp",
                    Instant.ofEpochSecond(now.getEpochSecond()).toString());
            form.put(at + "Dimensions.member.1.Name", NodeMetric.DEPLOYMENT);
            form.put(at + "Dimensions.member.1.Value", here.deployment().text());
            form.put(at + "Dimensions.member.2.Name", NodeMetric.SLOT);
            form.put(at + "Dimensions.member.2.Value", here.slot());
        }
        return form;
    }
}
