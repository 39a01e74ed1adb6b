package dev.muster.core.report;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.muster.core.state.Eta;
import dev.muster.core.state.NodeState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a node tells of itself: answered by the agent's API, written to the asset bucket, shown by status, sent to the
 * dashboard. Unknown is null, never 0. Times are ISO 8601 in UTC.
 *
 * @param schema version of this document, {@value #SCHEMA}
 * @param name {@code deployment/slot}
 * @param nodeId random id of the slot, kept for its life
 * @param at when the report was made
 * @param state the state
 * @param since since when it is in the state
 * @param reason why, one sentence for a person
 * @param observedAt when the software last answered; null if never
 * @param height blocks the node has
 * @param tip blocks the network has, as far as is known
 * @param tipSource where the tip comes from
 * @param lag tip minus height, at least 0
 * @param peers connected peers
 * @param rate blocks a second over the window that the ETA uses
 * @param etaSeconds until in sync; null if it cannot be told
 * @param etaLowSeconds lower end of the range
 * @param etaHighSeconds upper end of the range
 * @param phase what it does within the state, such as {@code headers}
 * @param version version the software says of itself
 * @param versions other versions: {@code muster}, {@code blueprint}
 * @param gauges extra numbers of the blueprint
 * @param work for nodes without a chain
 * @param disk of the data volume
 * @param services each with its health
 * @param health whether a load balancer may send traffic
 */
@JsonPropertyOrder({"schema", "name", "state", "since", "reason", "height", "tip", "lag", "peers", "etaSeconds"})
public record NodeReport(
        int schema,
        String name,
        String nodeId,
        String deployment,
        int slot,
        String blueprint,
        String network,
        String role,
        String target,
        String at,
        NodeState state,
        String since,
        String reason,
        @Nullable String observedAt,
        @Nullable Long height,
        @Nullable Long tip,
        @Nullable String tipSource,
        @Nullable Long lag,
        @Nullable Integer peers,
        @Nullable Double rate,
        @Nullable Long etaSeconds,
        @Nullable Long etaLowSeconds,
        @Nullable Long etaHighSeconds,
        @Nullable String phase,
        @Nullable String version,
        Map<String, String> versions,
        Map<String, @Nullable Double> gauges,
        @Nullable Work work,
        @Nullable Disk disk,
        @Nullable Host host,
        List<Service> services,
        Health health,
        Map<String, String> endpoints,
        @Nullable LastRestart lastRestart,
        @Nullable String region,
        @Nullable String instanceId) {
    /** Version of this document. */
    public static final int SCHEMA = 1;

    /** The phase in which a node's data are brought; no agent runs then. */
    public static final String DATASET = "dataset";

    /** The same of a node that does not answer any more: what was last known, and nothing that looks ahead. */
    public NodeReport unanswered(String why) {
        return new NodeReport(
                schema,
                name,
                nodeId,
                deployment,
                slot,
                blueprint,
                network,
                role,
                target,
                at,
                NodeState.UNKNOWN,
                at,
                why,
                observedAt,
                height,
                tip,
                tipSource,
                lag,
                peers,
                null,
                null,
                null,
                null,
                null,
                version,
                versions,
                gauges,
                work,
                disk,
                host,
                services,
                new Health(503, at),
                endpoints,
                lastRestart,
                region,
                instanceId);
    }

    /**
     * A node that never told anything.
     *
     * @param now when that was noticed
     */
    public static NodeReport silent(Node node, NodeState state, String now, String why, @Nullable String region) {
        return new NodeReport(
                SCHEMA,
                node.deployment() + "/" + node.slot(),
                node.nodeId(),
                node.deployment(),
                node.slot(),
                node.blueprint(),
                node.network(),
                node.role(),
                node.target(),
                now,
                state,
                now,
                why,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                Map.of(),
                Map.of(),
                null,
                null,
                null,
                List.of(),
                new Health(503, now),
                Map.of(),
                null,
                region,
                null);
    }

    /**
     * The same while its data are being brought: since when, and how long that takes.
     *
     * @param eta empty: that cannot be told
     */
    public NodeReport restoring(String since, Optional<Eta> eta) {
        return new NodeReport(
                schema,
                name,
                nodeId,
                deployment,
                slot,
                blueprint,
                network,
                role,
                target,
                at,
                state,
                since,
                reason,
                observedAt,
                height,
                tip,
                tipSource,
                lag,
                peers,
                rate,
                eta.map(Eta::mid).orElse(null),
                eta.map(Eta::low).orElse(null),
                eta.map(Eta::high).orElse(null),
                DATASET,
                version,
                versions,
                gauges,
                work,
                disk,
                host,
                services,
                health,
                endpoints,
                lastRestart,
                region,
                instanceId);
    }

    /** What is known of a node before it tells anything. */
    public record Node(
            String deployment, int slot, String nodeId, String blueprint, String network, String role, String target) {}

    /**
     * Work done by a node without a chain.
     *
     * @param count pieces of work so far
     * @param lastAt when the last one was seen
     */
    public record Work(@Nullable Long count, @Nullable String lastAt) {}

    /**
     * The data volume; bytes.
     *
     * @param daysToFull at the present growth; null if it does not grow or cannot be told yet
     */
    public record Disk(
            long totalBytes,
            long freeBytes,
            @Nullable Long dataBytes,
            @Nullable Double daysToFull) {}

    /**
     * The machine: load over a minute, its cores, memory in bytes.
     *
     * @param cpuPercent share of the time that it was busy, over some seconds
     * @param networkInBytes what came in over its network a second, loopback left out
     * @param networkOutBytes what went out a second
     */
    public record Host(
            @Nullable Double load,
            int cores,
            @Nullable Long memoryTotalBytes,
            @Nullable Long memoryFreeBytes,
            @Nullable Double cpuPercent,
            @Nullable Long networkInBytes,
            @Nullable Long networkOutBytes) {}

    /**
     * One program.
     *
     * @param state {@code running}, {@code starting}, {@code backing-off}, {@code stopped}, {@code failed}
     * @param restarts how often it came back by itself since the agent first started it
     * @param memoryBytes resident
     */
    public record Service(
            String name,
            String state,
            @Nullable Long pid,
            @Nullable String startedAt,
            int restarts,
            @Nullable Long memoryBytes,
            @Nullable String error,
            String installedBy,
            @Nullable String version) {}

    /**
     * What a load balancer is told.
     *
     * @param code 200 or 503
     */
    public record Health(int code, String since) {}

    /** The last time a program came back by itself or by command. */
    public record LastRestart(String at, String service, String reason) {}
}
