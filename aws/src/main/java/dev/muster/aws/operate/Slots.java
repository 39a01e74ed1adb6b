package dev.muster.aws.operate;

import dev.muster.aws.cloud.Cloud;
import dev.muster.aws.cloud.Refusal;
import dev.muster.aws.cloud.XmlAnswer;
import dev.muster.aws.deploy.StackView;
import dev.muster.aws.synth.Names;
import dev.muster.core.value.Name;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the instances of a deployment's slots: each slot has a group of its own. */
public final class Slots {
    private final Cloud cloud;

    public Slots(Cloud cloud) {
        this.cloud = cloud;
    }

    /** All slots of a stack. */
    public List<Slot> of(Name deployment, StackView stack) {
        Map<String, String> groups = new HashMap<>();
        int count = 1;
        for (int number : stack.slots().keySet()) {
            groups.put("AutoScalingGroupNames.member." + count++, Names.group(deployment, String.valueOf(number)));
        }
        if (groups.isEmpty()) {
            return List.of();
        }
        // 100 groups are answered at most without a token ("DescribeAutoScalingGroups", botocore 1.43.11, 2026-11-22).
        groups.put("MaxRecords", "100");
        XmlAnswer answer =
                Refusal.explained(() -> cloud.query("autoscaling").call("DescribeAutoScalingGroups", groups));
        Map<String, String> instances = new HashMap<>();
        for (XmlAnswer group : answer.items("AutoScalingGroups")) {
            for (XmlAnswer instance : group.items("Instances")) {
                if (instance.first("LifecycleState").filter("InService"::equals).isPresent()) {
                    instances.put(
                            group.first("AutoScalingGroupName").orElse(""),
                            instance.first("InstanceId").orElse(""));
                }
            }
        }
        List<Slot> slots = new ArrayList<>();
        stack.slots().forEach((number, wanted) -> {
            String group = Names.group(deployment, String.valueOf(number));
            slots.add(new Slot(deployment.text(), number, wanted, Optional.ofNullable(instances.get(group))));
        });
        return slots;
    }
}
