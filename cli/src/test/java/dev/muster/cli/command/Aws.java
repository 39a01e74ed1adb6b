package dev.muster.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.aws.front.StrictAws;
import dev.muster.cli.HastyMain;
import dev.muster.cli.Typed;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The aws command line: what AWS says from outside. */
record Aws(URI endpoint, String region) {
    /** Kinds of things and how they are listed; what an account has from the beginning is among them. */
    private static final Map<String, List<String>> LISTS = Map.ofEntries(
            Map.entry("stacks", List.of("cloudformation", "describe-stacks", "--query", "Stacks[].StackName")),
            Map.entry("volumes", List.of("ec2", "describe-volumes", "--query", "Volumes[].VolumeId")),
            Map.entry(
                    "instances",
                    List.of(
                            "ec2",
                            "describe-instances",
                            "--query",
                            "Reservations[].Instances[?State.Name!='terminated'].InstanceId")),
            Map.entry(
                    "groups",
                    List.of(
                            "autoscaling",
                            "describe-auto-scaling-groups",
                            "--query",
                            "AutoScalingGroups[].AutoScalingGroupName")),
            Map.entry("firewalls", List.of("ec2", "describe-security-groups", "--query", "SecurityGroups[].GroupId")),
            Map.entry(
                    "templates",
                    List.of("ec2", "describe-launch-templates", "--query", "LaunchTemplates[].LaunchTemplateId")),
            Map.entry("networks", List.of("ec2", "describe-vpcs", "--query", "Vpcs[].VpcId")),
            Map.entry("subnets", List.of("ec2", "describe-subnets", "--query", "Subnets[].SubnetId")),
            Map.entry("addresses", List.of("ec2", "describe-addresses", "--query", "Addresses[].PublicIp")),
            Map.entry("roles", List.of("iam", "list-roles", "--query", "Roles[].RoleName")),
            Map.entry(
                    "profiles",
                    List.of("iam", "list-instance-profiles", "--query", "InstanceProfiles[].InstanceProfileName")),
            Map.entry("topics", List.of("sns", "list-topics", "--query", "Topics[].TopicArn")),
            Map.entry("logs", List.of("logs", "describe-log-groups", "--query", "logGroups[].logGroupName")),
            Map.entry(
                    "boards", List.of("cloudwatch", "list-dashboards", "--query", "DashboardEntries[].DashboardName")),
            Map.entry(
                    "balancers",
                    List.of("elbv2", "describe-load-balancers", "--query", "LoadBalancers[].LoadBalancerArn")),
            Map.entry(
                    "certificates",
                    List.of("acm", "list-certificates", "--query", "CertificateSummaryList[].CertificateArn")),
            Map.entry("alarms", List.of("cloudwatch", "describe-alarms", "--query", "MetricAlarms[].AlarmName")),
            Map.entry("buckets", List.of("s3api", "list-buckets", "--query", "Buckets[].Name")),
            Map.entry("secrets", List.of("secretsmanager", "list-secrets", "--query", "SecretList[].Name")));

    /** In the region of most stories. */
    static Aws of(StrictAws aws) {
        return new Aws(aws.front().uri(), "us-east-1");
    }

    /** Command lines that ask here often, at the time of this machine; their state is below a folder. */
    Typed typed(Path folder) {
        return at(Typed.below(folder));
    }

    /** The same for somebody at a terminal who types these lines. */
    Typed typedOnTerminal(Path folder, String... answers) {
        return at(Typed.onTerminal(folder, answers));
    }

    private Typed at(Typed typed) {
        return typed.withClock(InstantSource.system()).withPace(HastyMain.PACE).with(environment());
    }

    /** What a command needs to ask here. */
    Map<String, String> environment() {
        return Map.of(
                "AWS_ACCESS_KEY_ID",
                "test",
                "AWS_SECRET_ACCESS_KEY",
                "test",
                "AWS_REGION",
                region,
                "AWS_ENDPOINT_URL",
                endpoint.toString());
    }

    /** What it prints, without the line's end. */
    String text(String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of(words));
        command.addAll(List.of("--output", "text", "--region", region));
        AwsTool.Ended ended = AwsTool.run(command, environment());
        String out = ended.said().strip();
        assertThat(ended.code()).as(command + ": " + out).isZero();
        return out.equals("None") ? "" : out;
    }

    /** Everything there is, by kind. */
    Map<String, List<String>> inventory() throws Exception {
        Map<String, List<String>> all = new TreeMap<>();
        for (Map.Entry<String, List<String>> kind : LISTS.entrySet()) {
            String there = text(kind.getValue().toArray(String[]::new));
            all.put(
                    kind.getKey(),
                    there.lines()
                            .flatMap(line -> List.of(line.split("\\s+", -1)).stream())
                            .sorted()
                            .toList());
        }
        return all;
    }
}
