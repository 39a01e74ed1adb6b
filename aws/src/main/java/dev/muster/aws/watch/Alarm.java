package dev.muster.aws.watch;

import dev.muster.aws.template.Fields;
import dev.muster.aws.template.Value;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * When a human is called.
 *
 * @param key what tells it from the node's other alarms, in an id
 * @param text what it means and what to do
 * @param comparison {@code GreaterThanThreshold} or {@code LessThanThreshold}
 * @param lasting for how long before it rings
 * @param missing {@code breaching} or {@code notBreaching}: what silence means
 */
public record Alarm(
        String key,
        String text,
        String namespace,
        String metric,
        Map<String, Value> dimensions,
        String statistic,
        String comparison,
        double threshold,
        Duration lasting,
        String missing) {
    /** Above this CloudWatch wants periods of an hour (PutMetricAlarm, botocore 1.43.11, 2026-11-22). */
    private static final Duration DAY = Duration.ofDays(1);

    /**
     * The properties of the resource.
     *
     * @param name of the alarm, for people and for the dashboard
     */
    public Fields properties(String name, Value topic) {
        int period = period();
        int periods = Math.toIntExact(Math.max(1, lasting.toSeconds() / period));
        List<Fields> named = dimensions.entrySet().stream()
                .map(entry -> Fields.of("Name", entry.getKey(), "Value", entry.getValue()))
                .toList();
        return Fields.of("AlarmName", name, "AlarmDescription", text)
                .with("Namespace", namespace)
                .with("MetricName", metric)
                .with("Dimensions", named)
                .with("Statistic", statistic)
                .with("ComparisonOperator", comparison)
                .with("Threshold", threshold)
                .with("Period", period)
                .with("EvaluationPeriods", periods)
                .with("TreatMissingData", missing)
                .with("AlarmActions", List.of(topic))
                .with("OKActions", List.of(topic));
    }

    private int period() {
        if (lasting.compareTo(DAY) > 0) {
            return 3600;
        }
        return lasting.toSeconds() % 300 == 0 ? 300 : 60;
    }
}
