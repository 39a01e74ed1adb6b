package dev.muster.aws.operate;

import dev.muster.aws.cloud.Cloud;
import dev.muster.aws.cloud.Refusal;
import dev.muster.aws.cloud.XmlAnswer;
import dev.muster.aws.watch.NodeMetric;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A node's numbers over time, as CloudWatch has them. */
public final class NodeNumbers {
    private final Cloud cloud;

    public NodeNumbers(Cloud cloud) {
        this.cloud = cloud;
    }

    /**
     * The series of all metrics of a slot, by the metric's name: the average of each step. A minute in which nothing was
     * told has no value, which is not 0.
     *
     * @param step whole minutes: agents tell each minute
     */
    public Map<String, SortedMap<Instant, Double>> series(Slot slot, Instant from, Instant to, Duration step) {
        Map<String, String> form = new TreeMap<>();
        form.put("StartTime", from.toString());
        form.put("EndTime", to.toString());
        form.put("ScanBy", "TimestampAscending");
        NodeMetric[] metrics = NodeMetric.values();
        for (int i = 0; i < metrics.length; i++) {
            String at = "MetricDataQueries.member." + (i + 1) + ".";
            form.put(at + "Id", "m" + i);
            form.put(at + "MetricStat.Metric.Namespace", NodeMetric.NAMESPACE);
            form.put(at + "MetricStat.Metric.MetricName", metrics[i].word());
            form.put(at + "MetricStat.Metric.Dimensions.member.1.Name", NodeMetric.DEPLOYMENT);
            form.put(at + "MetricStat.Metric.Dimensions.member.1.Value", slot.deployment());
            form.put(at + "MetricStat.Metric.Dimensions.member.2.Name", NodeMetric.SLOT);
            form.put(at + "MetricStat.Metric.Dimensions.member.2.Value", String.valueOf(slot.number()));
            form.put(at + "MetricStat.Period", String.valueOf(Math.max(60, step.toMinutes() * 60)));
            form.put(at + "MetricStat.Stat", "Average");
        }
        Map<String, SortedMap<Instant, Double>> all = new LinkedHashMap<>();
        for (NodeMetric metric : metrics) {
            all.put(metric.word(), new TreeMap<>());
        }
        String token = "";
        do {
            Map<String, String> page = new TreeMap<>(form);
            if (!token.isEmpty()) {
                page.put("NextToken", token);
            }
            XmlAnswer answer = Refusal.explained(() -> cloud.query("monitoring").call("GetMetricData", page));
            for (XmlAnswer result : answer.items("MetricDataResults")) {
                add(result, metrics, all);
            }
            token = answer.first("NextToken").orElse("");
        } while (!token.isEmpty());
        return all;
    }

    private static void add(XmlAnswer result, NodeMetric[] metrics, Map<String, SortedMap<Instant, Double>> all) {
        int number = Integer.parseInt(result.first("Id").orElse("m0").substring(1));
        List<String> times = texts(result, "Timestamps");
        List<String> values = texts(result, "Values");
        SortedMap<Instant, Double> series = all.get(metrics[number].word());
        for (int i = 0; series != null && i < Math.min(times.size(), values.size()); i++) {
            series.put(Instant.parse(times.get(i)), Double.valueOf(values.get(i)));
        }
    }

    private static List<String> texts(XmlAnswer result, String list) {
        List<String> texts = new ArrayList<>();
        result.items(list).forEach(item -> texts.add(item.element().getTextContent()));
        return texts;
    }
}
