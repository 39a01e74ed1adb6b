package dev.muster.agent.node;

import dev.muster.core.report.NodeReport;
import dev.muster.core.report.NodeReport.Disk;
import dev.muster.core.report.NodeReport.Host;
import dev.muster.core.report.NodeReport.Service;
import dev.muster.core.state.NodeState;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A report in Prometheus' text format. What is unknown is left out, so that nobody takes it for 0. */
public final class PrometheusText {
    private final StringBuilder text = new StringBuilder();
    private final String labels;

    private PrometheusText(NodeReport report) {
        labels = "deployment=\"" + report.deployment() + "\",slot=\"" + report.slot() + "\",blueprint=\""
                + report.blueprint() + "\",network=\"" + report.network() + "\"";
    }

    /** The metrics of a node. */
    public static String of(NodeReport report) {
        PrometheusText out = new PrometheusText(report);
        for (NodeState state : NodeState.values()) {
            out.line("muster_state", ",state=\"" + state.text() + "\"", report.state() == state ? 1 : 0);
        }
        out.line("muster_height", "", report.height());
        out.line("muster_tip", "", report.tip());
        out.line("muster_lag", "", report.lag());
        out.line("muster_peers", "", report.peers());
        out.line("muster_blocks_per_second", "", report.rate());
        out.line("muster_eta_seconds", "", report.etaSeconds());
        out.line("muster_in_service", "", report.health().code() == 200 ? 1 : 0);
        Disk disk = report.disk();
        if (disk != null) {
            out.line("muster_disk_free_bytes", "", disk.freeBytes());
            out.line("muster_disk_total_bytes", "", disk.totalBytes());
            out.line("muster_disk_days_to_full", "", disk.daysToFull());
        }
        Host host = report.host();
        if (host != null) {
            out.line("muster_host_load", "", host.load());
            out.line("muster_host_cpu_percent", "", host.cpuPercent());
            out.line("muster_host_memory_total_bytes", "", host.memoryTotalBytes());
            out.line("muster_host_memory_free_bytes", "", host.memoryFreeBytes());
            out.line("muster_host_network_in_bytes_per_second", "", host.networkInBytes());
            out.line("muster_host_network_out_bytes_per_second", "", host.networkOutBytes());
        }
        for (Map.Entry<String, @Nullable Double> gauge : report.gauges().entrySet()) {
            out.line("muster_gauge", ",name=\"" + gauge.getKey() + "\"", gauge.getValue());
        }
        for (Service service : report.services()) {
            String label = ",service=\"" + service.name() + "\"";
            out.line("muster_service_restarts_total", label, service.restarts());
            out.line("muster_service_running", label, service.state().equals("running") ? 1 : 0);
            out.line("muster_service_memory_bytes", label, service.memoryBytes());
        }
        return out.text.toString();
    }

    private void line(String name, String more, @Nullable Number value) {
        if (value != null) {
            text.append(name)
                    .append('{')
                    .append(labels)
                    .append(more)
                    .append("} ")
                    .append(value)
                    .append('\n');
        }
    }
}
