package dev.muster.aws.synth;

import dev.muster.aws.template.Fields;
import dev.muster.aws.template.Parameter;
import dev.muster.aws.template.Resource;
import dev.muster.aws.template.Value;
import dev.muster.core.value.Name;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The group that keeps instances running. Its health check is EC2's alone: a node that is behind is drained, never
 * replaced for it.
 *
 * @param slot the slot's word
 * @param most instances at most; fewer run while somebody has stopped them
 * @param subnets where
 */
record GroupPart(Site site, String slot, int most, List<Value> subnets) {
    /** Seconds in which a stopping node must give a sign of life. */
    static final int HEARTBEAT = 300;

    private static final List<String> SUSPENDED =
            List.of("HealthCheck", "ReplaceUnhealthy", "AZRebalance", "AlarmNotification", "ScheduledActions");

    /** @param topic told of launches, ends and their failures */
    Resource build(Draft draft, Resource machine, Value topic, Optional<Resource> targets, List<String> after) {
        Value running = draft.ask(running(), new Input.Running(most));
        Fields group = Fields.of("AutoScalingGroupName", Names.group(name(), slot), "MinSize", "0")
                .with("MaxSize", String.valueOf(most))
                .with("DesiredCapacity", running)
                .with("VPCZoneIdentifier", subnets)
                .with("HealthCheckType", "EC2")
                .with("LaunchTemplate", version(machine))
                .with("LifecycleHookSpecificationList", List.of(hook()))
                .with("NotificationConfigurations", List.of(notify(topic)))
                .withIf(
                        targets.isPresent(),
                        "TargetGroupARNs",
                        targets.stream().map(Resource::ref).toList())
                .with("Tags", tags());
        return draft.add(
                Resource.of(Names.id(slot, "Group"), "AWS::AutoScaling::AutoScalingGroup", description(), group)
                        .after(after)
                        .policies(creation(), update()));
    }

    private Name name() {
        return site.picks().spec().name();
    }

    private boolean fleet() {
        return slot.equals(Names.FLEET);
    }

    private String description() {
        return fleet() ? "Nodes of the region" : "Node " + name() + "/" + slot;
    }

    private Parameter running() {
        List<String> allowed =
                IntStream.rangeClosed(0, most).mapToObj(String::valueOf).toList();
        return new Parameter(
                Names.id(slot, "Running"),
                "Number",
                fleet() ? "How many nodes run" : "1, or 0 while the node's instance is stopped",
                Optional.of(String.valueOf(most)),
                fleet() ? List.of() : allowed);
    }

    private static Fields version(Resource machine) {
        return Fields.of("LaunchTemplateId", machine.ref(), "Version", machine.att("LatestVersionNumber"));
    }

    private static Fields hook() {
        return Fields.of(
                        "LifecycleHookName",
                        Names.STOP_HOOK,
                        "LifecycleTransition",
                        "autoscaling:EC2_INSTANCE_TERMINATING")
                .with("HeartbeatTimeout", HEARTBEAT)
                .with("DefaultResult", "CONTINUE");
    }

    private static Fields notify(Value topic) {
        List<String> events = List.of(
                "autoscaling:EC2_INSTANCE_LAUNCH",
                "autoscaling:EC2_INSTANCE_LAUNCH_ERROR",
                "autoscaling:EC2_INSTANCE_TERMINATE",
                "autoscaling:EC2_INSTANCE_TERMINATE_ERROR");
        return Fields.of("TopicARN", topic, "NotificationTypes", events);
    }

    private List<Fields> tags() {
        List<Fields> tags = new ArrayList<>();
        tags.add(tag("Name", Names.group(name(), slot)));
        tags.add(tag(Names.DEPLOYMENT_TAG, name().text()));
        tags.add(tag(Names.SLOT_TAG, slot));
        return tags;
    }

    private static Fields tag(String key, String value) {
        return Fields.of("Key", key, "Value", value).with("PropagateAtLaunch", true);
    }

    private Fields creation() {
        Fields signal = Fields.of("Count", most, "Timeout", site.startTimeout().toString());
        return Fields.of("ResourceSignal", signal);
    }

    private Fields update() {
        Fields rolling = Fields.of("MinInstancesInService", most - 1, "MaxBatchSize", 1)
                .with("WaitOnResourceSignals", true)
                .with("PauseTime", site.updateTimeout().toString())
                .with("SuspendProcesses", SUSPENDED);
        return Fields.of("AutoScalingRollingUpdate", rolling);
    }
}
