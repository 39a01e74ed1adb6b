package dev.muster.aws.instance;

import dev.muster.aws.watch.NodeMetric;
import dev.muster.core.report.NodeReport;
import dev.muster.core.report.NodeReport.Disk;
import dev.muster.core.report.NodeReport.Host;
import dev.muster.core.report.NodeReport.Service;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes numbers of a report. What is unknown is left out: a 0 in its place would be a lie that alarms believe.
 *
 * <p>"Values must be in the range of -2^360 to 2^360 ... special values (for example, NaN, +Infinity, -Infinity) are not
 * supported": PutMetricData in the service model cloudwatch/2010-08-01 of botocore 1.43.11 (2026-11-23).
 */
final class Measure {
    private static final double MOST = Math.pow(2, 360);

    private Measure() {}

    /**
     * What has to be remembered from one minute to the next, and by the next agent.
     *
     * @param restarts of all programs when they were last told; null if they never were
     * @param inSync when the node was last in sync; null if it never was
     */
    record Memory(@Nullable Integer restarts, @Nullable String inSync) {
        static final Memory NONE = new Memory(null, null);

        /** After this report. */
        Memory with(NodeReport report) {
            return new Memory(Measure.restarts(report), report.state().serving() ? report.at() : inSync);
        }
    }

    /** The numbers of a report by name. */
    static Map<String, Double> of(NodeReport report, Memory memory) {
        Map<String, Double> all = new LinkedHashMap<>();
        put(all, NodeMetric.HEARTBEAT, 1);
        put(all, NodeMetric.IN_SYNC, report.state().serving() ? 1 : 0);
        put(all, NodeMetric.BEHIND_SECONDS, behind(report, memory));
        put(all, NodeMetric.HEIGHT, report.height());
        put(all, NodeMetric.LAG, report.lag());
        put(all, NodeMetric.PEERS, report.peers());
        Integer before = memory.restarts();
        put(all, NodeMetric.RESTARTS, before == null ? null : Math.max(0, restarts(report) - before));
        Disk disk = report.disk();
        if (disk != null) {
            put(all, NodeMetric.DAYS_TO_FULL, disk.daysToFull());
            put(all, NodeMetric.DISK_PERCENT, used(disk.totalBytes(), disk.freeBytes()));
        }
        Host host = report.host();
        if (host != null) {
            put(all, NodeMetric.MEMORY_PERCENT, used(host.memoryTotalBytes(), host.memoryFreeBytes()));
            put(all, NodeMetric.CPU_PERCENT, host.cpuPercent());
            put(all, NodeMetric.NETWORK_IN, host.networkInBytes());
            put(all, NodeMetric.NETWORK_OUT, host.networkOutBytes());
        }
        report.gauges().forEach((name, value) -> put(all, name, value));
        return all;
    }

    private static void put(Map<String, Double> all, NodeMetric metric, @Nullable Number value) {
        put(all, metric.word(), value);
    }

    private static void put(Map<String, Double> all, String name, @Nullable Number value) {
        if (value != null && Math.abs(value.doubleValue()) <= MOST) {
            all.put(name, value.doubleValue());
        }
    }

    private static @Nullable Long behind(NodeReport report, Memory memory) {
        if (report.state().serving()) {
            return 0L;
        }
        String inSync = memory.inSync();
        return inSync == null
                ? null
                : Math.max(
                        0,
                        Duration.between(Instant.parse(inSync), Instant.parse(report.at()))
                                .toSeconds());
    }

    private static int restarts(NodeReport report) {
        return report.services().stream().mapToInt(Service::restarts).sum();
    }

    private static @Nullable Double used(@Nullable Long total, @Nullable Long free) {
        return total == null || free == null || total <= 0 ? null : 100.0 * (total - free) / total;
    }
}
