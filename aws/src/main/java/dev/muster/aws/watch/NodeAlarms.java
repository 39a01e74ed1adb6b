package dev.muster.aws.watch;

import dev.muster.aws.template.Value;
import dev.muster.core.blueprint.AlarmDef;
import dev.muster.core.blueprint.Blueprint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The alarms of a node. */
public final class NodeAlarms {
    private static final String ABOVE = "GreaterThanThreshold";
    private static final String BELOW = "LessThanThreshold";
    private static final String QUIET = "notBreaching";

    private final String name;
    private final Map<String, Value> node;
    private final Value group;

    private NodeAlarms(String deployment, String slot, Value group) {
        this.name = deployment + "/" + slot;
        this.node = dimensions(deployment, slot);
        this.group = group;
    }

    /** The dimensions of what an agent publishes. */
    static Map<String, Value> dimensions(String deployment, String slot) {
        Map<String, Value> dimensions = new LinkedHashMap<>();
        dimensions.put(NodeMetric.DEPLOYMENT, Value.of(deployment));
        dimensions.put(NodeMetric.SLOT, Value.of(slot));
        return dimensions;
    }

    /**
     * All of a node.
     *
     * @param group name of its Auto Scaling group
     */
    public static List<Alarm> of(String deployment, String slot, Value group, Blueprint blueprint) {
        NodeAlarms alarms = new NodeAlarms(deployment, slot, group);
        List<Alarm> all = new ArrayList<>(
                List.of(alarms.silent(), alarms.behind(), alarms.diskFull(), alarms.broken(), alarms.restarts()));
        blueprint.alarms().forEach(def -> all.add(alarms.of(def)));
        return all;
    }

    private Alarm silent() {
        return own(
                "Silent",
                "nothing heard from its agent for 10 minutes; see: muster status, muster logs --source agent",
                NodeMetric.HEARTBEAT,
                "SampleCount",
                BELOW,
                1,
                Duration.ofMinutes(10),
                "breaching");
    }

    private Alarm behind() {
        return own(
                "Behind",
                "was in sync and has not been for an hour; see: muster status",
                NodeMetric.BEHIND_SECONDS,
                "Minimum",
                ABOVE,
                3600,
                Duration.ofMinutes(15),
                QUIET);
    }

    private Alarm diskFull() {
        return own(
                "DiskFull",
                "its data volume will be full in less than 14 days; raise aws.volume.size",
                NodeMetric.DAYS_TO_FULL,
                "Maximum",
                BELOW,
                14,
                Duration.ofHours(1),
                QUIET);
    }

    private Alarm restarts() {
        return own(
                "Restarts",
                "came back by itself more than 3 times in 15 minutes; see: muster events",
                NodeMetric.RESTARTS,
                "Sum",
                ABOVE,
                3,
                Duration.ofMinutes(15),
                QUIET);
    }

    /**
     * EC2 keeps its checks by group, too: terraform/modules/aws/alarms/ec2 of github.com/alphagov/govuk-aws alarms on
     * them with this dimension (2026-11-23).
     */
    private Alarm broken() {
        return new Alarm(
                "Broken",
                "Node " + name + " runs on an instance that fails EC2's checks; its group replaces it",
                "AWS/EC2",
                "StatusCheckFailed",
                Map.of("AutoScalingGroupName", group),
                "Maximum",
                ABOVE,
                0,
                Duration.ofMinutes(5),
                QUIET);
    }

    /** Its id begins with a word of its own: a blueprint may call an alarm as one of these is called. */
    private Alarm of(AlarmDef def) {
        return new Alarm(
                "Own" + id(def.name()),
                "Node " + name + ": " + def.title(),
                NodeMetric.NAMESPACE,
                def.metric(),
                node,
                "Average",
                ABOVE,
                def.above(),
                def.lasting(),
                QUIET);
    }

    private Alarm own(
            String key,
            String text,
            NodeMetric metric,
            String statistic,
            String comparison,
            double threshold,
            Duration lasting,
            String missing) {
        return new Alarm(
                key,
                "Node " + name + ": " + text,
                NodeMetric.NAMESPACE,
                metric.word(),
                node,
                statistic,
                comparison,
                threshold,
                lasting,
                missing);
    }

    /** {@code low-peers} as part of a logical id: {@code LowPeers}. */
    private static String id(String name) {
        StringBuilder id = new StringBuilder();
        for (String part : name.split("-", -1)) {
            id.append(part.substring(0, 1).toUpperCase(Locale.ROOT)).append(part.substring(1));
        }
        return id.toString();
    }
}
