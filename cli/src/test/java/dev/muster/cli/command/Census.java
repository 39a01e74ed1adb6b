package dev.muster.cli.command;

import dev.muster.aws.cloud.Access;
import dev.muster.aws.cloud.Cloud;
import dev.muster.aws.cloud.XmlAnswer;
import dev.muster.core.value.Region;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How many there are of each kind of thing, asked with few calls; {@link Aws#inventory} starts a process for each
 * kind.
 */
final class Census {
    private record Kind(String service, String action, String list, Map<String, String> form) {}

    private static final List<Kind> KINDS = List.of(
            new Kind("ec2", "DescribeVolumes", "volumeSet", Map.of()),
            new Kind(
                    "ec2",
                    "DescribeInstances",
                    "reservationSet",
                    Map.of("Filter.1.Name", "instance-state-name", "Filter.1.Value.1", "running")),
            new Kind("ec2", "DescribeSecurityGroups", "securityGroupInfo", Map.of()),
            new Kind("ec2", "DescribeLaunchTemplates", "launchTemplates", Map.of()),
            new Kind("autoscaling", "DescribeAutoScalingGroups", "AutoScalingGroups", Map.of()),
            new Kind("elasticloadbalancing", "DescribeLoadBalancers", "LoadBalancers", Map.of()),
            new Kind("elasticloadbalancing", "DescribeTargetGroups", "TargetGroups", Map.of()),
            new Kind("ec2", "DescribeVpcs", "vpcSet", Map.of()),
            new Kind("ec2", "DescribeSubnets", "subnetSet", Map.of()),
            new Kind("monitoring", "DescribeAlarms", "MetricAlarms", Map.of()),
            new Kind("iam", "ListRoles", "Roles", Map.of()),
            new Kind("iam", "ListInstanceProfiles", "InstanceProfiles", Map.of()),
            new Kind("sns", "ListTopics", "Topics", Map.of()));

    private Census() {}

    static Map<String, Integer> of(Aws aws) {
        Map<String, Integer> counts = new TreeMap<>();
        Access access = new Access(Optional.empty(), Optional.of(aws.endpoint()), aws.environment());
        try (Cloud cloud = Cloud.of(access, new Region(aws.region()))) {
            for (Kind kind : KINDS) {
                XmlAnswer answer = cloud.query(kind.service()).call(kind.action(), kind.form());
                counts.put(kind.list(), answer.items(kind.list()).size());
            }
            counts.put(
                    "certificates",
                    cloud.jsonQuery("acm")
                            .call("ListCertificates", Map.of())
                            .path("CertificateSummaryList")
                            .size());
            counts.put(
                    "stacks", cloud.cloudFormation().describeStacks().stacks().size());
            counts.put("logs", cloud.logs().describeLogGroups().logGroups().size());
            counts.put("buckets", cloud.s3().listBuckets().buckets().size());
        }
        return counts;
    }
}
