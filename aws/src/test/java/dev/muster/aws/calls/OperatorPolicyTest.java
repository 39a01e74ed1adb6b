package dev.muster.aws.calls;

import static dev.muster.aws.calls.OperatorSpecs.BOUNDARY;
import static dev.muster.aws.calls.OperatorSpecs.KEY;

import dev.muster.aws.calls.OperatorCall.Duty;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The policy of an operator, evaluated: every listed call is allowed on the deployment's things, and no more. */
class OperatorPolicyTest {
    private static final String ACCOUNT = Simulator.ACCOUNT;
    private static final String HERE = ":us-east-1:" + ACCOUNT + ":";
    private static final String DEMO = "muster:deployment";

    @TempDir
    Path folder;

    private final Simulator simulator = new Simulator();

    /** Which spec of these has the call. */
    private static String having(OperatorCall call) {
        return switch (call.cause()) {
            case Duty duty when duty == Duty.FREE_ROLES || duty == Duty.STANDING_VPC -> "plain";
            case Duty duty when duty == Duty.GIVEN_ROLE -> "given";
            default -> "ha";
        };
    }

    /** A real thing that a pattern of the list means. */
    private static String thing(String pattern) {
        String own = pattern.replace("{deployment}", "demo")
                .replace("{region}", "us-east-1")
                .replace("{account}", ACCOUNT)
                .replace("{stack}", "muster-demo")
                .replace("{bucket}", "muster-" + ACCOUNT + "-us-east-1")
                .replace("{group}", "muster-demo-1")
                .replace("{logs}", "/muster/demo")
                .replace("{vpc}", "vpc-0a")
                .replace("{role}", "nodes")
                .replace("{boundary}", BOUNDARY)
                .replace("{key}", KEY)
                .replace("{snapshot}", "snap-0123456789abcdef0")
                .replace("{image}", "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64")
                .replace("{thing}", "volume")
                .replace("{made}", "volume")
                .replace("arn:aws:ssm:us-east-1:*:", "arn:aws:ssm" + HERE)
                .replace("${aws:userid}", "me");
        return own.equals("*")
                ? own
                : own.replaceFirst(":\\*$", ":log-stream:x").replace("*", "0a0a");
    }

    /** Wildcards stand for a few of their calls. */
    private static List<String> actions(String action) {
        return switch (action) {
            case "ec2:Describe*" -> List.of("ec2:DescribeVolumes", "ec2:DescribeInstances", "ec2:DescribeSubnets");
            case "autoscaling:Describe*" -> List.of("autoscaling:DescribeAutoScalingGroups");
            case "elasticloadbalancing:Describe*" -> List.of("elasticloadbalancing:DescribeLoadBalancers");
            case "s3:GetBucket*" -> List.of("s3:GetBucketVersioning", "s3:GetBucketPublicAccessBlock");
            default -> List.of(action);
        };
    }

    /** An action of several calls is asked on all that they name: it needs each kind of thing that it touches. */
    @Test
    void eachListedCallIsAllowed() throws Exception {
        Map<String, Set<String>> things = new TreeMap<>();
        Map<String, Map<String, String>> contexts = new TreeMap<>();
        for (OperatorCall call : OperatorCalls.ALL) {
            for (String action : call.actions()) {
                String key = having(call) + " " + action;
                Set<String> named = things.computeIfAbsent(key, none -> new TreeSet<>());
                call.resources().stream()
                        .map(OperatorPolicyTest::thing)
                        .filter(thing -> !thing.equals("*"))
                        .forEach(named::add);
                Map<String, String> context = contexts.computeIfAbsent(key, none -> context());
                call.conditions().forEach(condition -> context.put(condition.key(), thing(condition.value())));
            }
        }
        things.forEach((key, named) -> {
            String[] words = key.split(" ", -1);
            actions(words[1])
                    .forEach(action -> simulator.askAll(words[0], action, List.copyOf(named), contexts.get(key)));
        });
        String volume = "arn:aws:ec2" + HERE + "volume/vol-0a";
        simulator.ask(true, "ha", "ec2:CreateTags", volume, "aws:ResourceTag/" + DEMO, "demo");
        simulator.ask(
                true,
                "ha",
                "ec2:CreateTags",
                volume,
                "aws:RequestTag/" + DEMO,
                "demo",
                "ec2:CreateAction",
                "CreateVolume");
        simulator.answer(OperatorSpecs.policies(), folder);
    }

    /** What is made has the tag in the request, and what it is made in has it already. */
    private static Map<String, String> context() {
        Map<String, String> context = new TreeMap<>();
        context.put("aws:userid", "me");
        context.put("aws:RequestTag/" + DEMO, "demo");
        context.put("aws:ResourceTag/" + DEMO, "demo");
        return context;
    }

    private void denied(String action, String resource, String... context) {
        for (String name : List.of("plain", "ha", "given")) {
            simulator.ask(false, name, action, resource, context);
        }
    }

    @Test
    void nothingIsAllowedOnWhatIsNotTheDeployments() throws Exception {
        String[] others = {"aws:ResourceTag/" + DEMO, "other", "aws:RequestTag/" + DEMO, "demo"};
        String ec2 = "arn:aws:ec2" + HERE;
        for (String action : List.of("ec2:ModifyVolume", "ec2:DeleteVolume")) {
            denied(action, ec2 + "volume/vol-0a", others);
            denied(action, ec2 + "volume/vol-0a");
        }
        denied("ec2:CreateSnapshot", ec2 + "volume/vol-0a", others);
        denied("ec2:AttachVolume", ec2 + "volume/vol-0a", "aws:ResourceTag/" + DEMO, "demo");
        denied("ec2:TerminateInstances", ec2 + "instance/i-0a", "aws:ResourceTag/" + DEMO, "demo");
        denied("ec2:DeleteSecurityGroup", ec2 + "security-group/sg-0a", others);
        denied("ec2:AuthorizeSecurityGroupIngress", ec2 + "security-group/sg-0a", others);
        denied("ec2:DeleteVpc", ec2 + "vpc/vpc-0a", others);
        denied("ec2:CreateSubnet", ec2 + "vpc/vpc-0a", others);
        denied("ec2:CreateTags", ec2 + "volume/vol-0a", others);
        denied("ec2:CreateTags", ec2 + "volume/vol-0a", "aws:RequestTag/" + DEMO, "demo");
        denied("ec2:CreateVolume", ec2 + "volume/vol-0a", "aws:RequestTag/" + DEMO, "other");
        denied("ec2:RunInstances", ec2 + "instance/i-0a");
        denied("ec2:RunInstances", ec2 + "launch-template/lt-0a", others);
        denied("ec2:GetConsoleOutput", ec2 + "instance/i-0a");
        String stacks = "arn:aws:cloudformation" + HERE + "stack/";
        for (String action : List.of("cloudformation:DeleteStack", "cloudformation:ExecuteChangeSet")) {
            denied(action, stacks + "muster-other/0a");
            denied(action, stacks + "muster-demo-2/0a");
        }
        denied("cloudformation:DeleteStack", stacks + "MusterAssets/0a");
        String secrets = "arn:aws:secretsmanager" + HERE + "secret:muster/";
        denied("secretsmanager:PutSecretValue", secrets + "other/rpc-password-AbCdEf");
        denied("secretsmanager:DeleteSecret", secrets + "demo-2/rpc-password-AbCdEf");
        denied("secretsmanager:GetSecretValue", secrets + "demo/rpc-password-AbCdEf");
        String bucket = "arn:aws:s3:::muster-" + ACCOUNT + "-us-east-1";
        denied("s3:PutObject", bucket + "/deployments/other/1/manifest");
        denied("s3:PutObject", bucket + "/deployments/demo-2/1/manifest");
        denied("s3:PutObject", bucket + "/reports/demo/1.json");
        denied("s3:GetObject", bucket + "/reports/other/1.json");
        for (String action : List.of("s3:GetObject", "s3:DeleteObject", "s3:DeleteObjectVersion")) {
            denied(action, bucket + "/reports/other/1/support.zip");
            simulator.ask(true, "plain", action, bucket + "/reports/demo/1/support.zip");
        }
        denied("s3:PutObject", bucket + "/reports/demo/1/support.zip");
        denied("s3:GetObject", "arn:aws:s3:::muster-" + ACCOUNT + "-eu-west-1/deployments/demo/1/manifest");
        String group = "arn:aws:autoscaling" + HERE + "autoScalingGroup:0a:autoScalingGroupName/muster-";
        denied("autoscaling:DeleteAutoScalingGroup", group + "other-1");
        denied("autoscaling:DeleteAutoScalingGroup", group + "demo-2-1");
        denied("autoscaling:UpdateAutoScalingGroup", group + "demo-fleet");
        denied("cloudwatch:DeleteAlarms", "arn:aws:cloudwatch" + HERE + "alarm:muster-demo-2/1/Silent");
        denied("cloudwatch:PutDashboard", "arn:aws:cloudwatch::" + ACCOUNT + ":dashboard/muster-demo-2-us-east-1");
        denied("logs:DeleteLogGroup", "arn:aws:logs" + HERE + "log-group:/muster/demo-2");
        denied("sns:DeleteTopic", "arn:aws:sns" + HERE + "muster-demo-2");
        denied("wafv2:DeleteWebACL", "arn:aws:wafv2" + HERE + "regional/webacl/muster-demo-2/0a");
        denied("elasticloadbalancing:DeleteLoadBalancer", balancer(), others);
        String role = "arn:aws:iam::" + ACCOUNT + ":role/";
        denied("iam:PassRole", role + "admin", "iam:PassedToService", "ec2.amazonaws.com");
        denied("iam:PassRole", role + "muster/demo-2/x", "iam:PassedToService", "ec2.amazonaws.com");
        denied("iam:PassRole", role + "muster/demo/x", "iam:PassedToService", "lambda.amazonaws.com");
        denied("iam:CreateRole", role + "x");
        simulator.ask(false, "ha", "iam:CreateRole", role + "muster/demo/x");
        simulator.ask(false, "given", "iam:CreateRole", role + "muster/demo/x");
        denied("iam:AttachRolePolicy", role + "muster/demo/x", "iam:PermissionsBoundary", BOUNDARY);
        denied("ssm:SendCommand", ec2 + "instance/i-0a", "ssm:resourceTag/" + DEMO, "other");
        denied("ssm:SendCommand", "arn:aws:ssm" + HERE + "document/AWS-RunRemoteScript");
        denied("ssm:GetParameter", "arn:aws:ssm" + HERE + "parameter/password");
        denied("kms:CreateGrant", KEY, "kms:GrantIsForAWSResource", "false");
        denied("acm:DeleteCertificate", "arn:aws:acm" + HERE + "certificate/0a", others);
        simulator.answer(OperatorSpecs.policies(), folder);
    }

    private static String balancer() {
        return "arn:aws:elasticloadbalancing" + HERE + "loadbalancer/app/x/0a";
    }

    /** ARNs of a fleet leave the region open; the condition does not. */
    @Test
    void aFleetsOperatorWorksInItsRegionsOnly() throws Exception {
        for (String region : List.of("us-east-1", "eu-central-1", "ap-south-1")) {
            boolean own = !region.equals("ap-south-1");
            String here = ":" + region + ":" + ACCOUNT + ":";
            String[] asked = {"aws:RequestedRegion", region};
            simulator.ask(own, "fleet", "cloudformation:CreateChangeSet", stack(here), asked);
            simulator.ask(
                    own,
                    "fleet",
                    "s3:PutObject",
                    "arn:aws:s3:::muster-" + ACCOUNT + "-" + region + "/deployments/demo/fleet/manifest",
                    asked);
            simulator.ask(own, "fleet", "sns:CreateTopic", "arn:aws:sns" + here + "muster-demo", asked);
            simulator.ask(
                    own,
                    "fleet",
                    "ec2:DeleteLaunchTemplate",
                    "arn:aws:ec2" + here + "launch-template/lt-0a",
                    "aws:RequestedRegion",
                    region,
                    "aws:ResourceTag/" + DEMO,
                    "demo");
        }
        String role = "arn:aws:iam::" + ACCOUNT + ":role/muster/demo/x";
        simulator.ask(true, "fleet", "iam:CreateRole", role, "aws:RequestedRegion", "us-east-1");
        simulator.ask(false, "fleet", "cloudformation:CreateChangeSet", stack(":us-east-1:" + ACCOUNT + ":"));
        simulator.answer(OperatorSpecs.policies(), folder);
    }

    private static String stack(String here) {
        return "arn:aws:cloudformation" + here + "stack/muster-demo/0a";
    }
}
