package dev.muster.aws.instance;

import dev.muster.core.report.NodeReport;
import dev.muster.core.report.NodeReport.Disk;
import dev.muster.core.report.NodeReport.Health;
import dev.muster.core.report.NodeReport.Host;
import dev.muster.core.report.NodeReport.Service;
import dev.muster.core.state.NodeState;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reports as an agent makes them. */
final class Reported {
    private Reported() {}

    /** A node of slot 1 in a state. */
    static NodeReport of(NodeState state, Instant at) {
        return of(1, state, at, 0);
    }

    static NodeReport of(int slot, NodeState state, Instant at, int restarts) {
        Map<String, Double> gauges = new HashMap<>();
        gauges.put("burn_height", 70.5);
        gauges.put("unknown", null);
        boolean answered = state.started();
        return new NodeReport(
                NodeReport.SCHEMA,
                "demo/" + slot,
                "id",
                "demo",
                slot,
                "examplenode",
                "main",
                "follower",
                "aws",
                at.toString(),
                state,
                at.toString(),
                "because",
                answered ? at.toString() : null,
                answered ? 100L : null,
                answered ? 103L : null,
                null,
                answered ? 3L : null,
                answered ? 8 : null,
                null,
                null,
                null,
                null,
                null,
                null,
                Map.of(),
                gauges,
                null,
                new Disk(1000, 250, null, null),
                new Host(0.5, 2, 2000L, 500L, answered ? 12.5 : null, answered ? 1000L : null, answered ? 200L : null),
                List.of(new Service("node", "running", 7L, at.toString(), restarts, null, null, "download", null)),
                new Health(state.serving() ? 200 : 503, at.toString()),
                Map.of(),
                null,
                null,
                null);
    }
}
