package dev.muster.aws.deploy;

import dev.muster.aws.cloud.Cloud;
import dev.muster.aws.cloud.QueryException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;

/**
 * Asks a thing's own service whether it is there. The list of a stack's resources and the tagging API tell of what was;
 * only the service itself tells of what is.
 *
 * <p>Actions and parameters: the service models shipped with botocore 1.43.11 (2026-11-22).
 */
final class Presence {
    /** What a service answers. */
    enum Answer {
        THERE,
        GONE,
        /** It goes with the thing it belongs to, which is asked itself. */
        PART,
        /** Nobody could be asked. */
        UNKNOWN
    }

    private record Ask(String service, String action, String parameter) {}

    private static final Map<String, Ask> ASKS = Map.ofEntries(
            Map.entry("AWS::EC2::Volume", new Ask("ec2", "DescribeVolumes", "VolumeId.1")),
            Map.entry("AWS::EC2::EIP", new Ask("ec2", "DescribeAddresses", "PublicIp.1")),
            Map.entry("AWS::EC2::SecurityGroup", new Ask("ec2", "DescribeSecurityGroups", "GroupId.1")),
            Map.entry("AWS::EC2::LaunchTemplate", new Ask("ec2", "DescribeLaunchTemplates", "LaunchTemplateId.1")),
            Map.entry("AWS::EC2::VPC", new Ask("ec2", "DescribeVpcs", "VpcId.1")),
            Map.entry("AWS::EC2::Subnet", new Ask("ec2", "DescribeSubnets", "SubnetId.1")),
            Map.entry("AWS::EC2::InternetGateway", new Ask("ec2", "DescribeInternetGateways", "InternetGatewayId.1")),
            Map.entry("AWS::EC2::RouteTable", new Ask("ec2", "DescribeRouteTables", "RouteTableId.1")),
            Map.entry("AWS::EC2::FlowLog", new Ask("ec2", "DescribeFlowLogs", "FlowLogId.1")),
            Map.entry(
                    "AWS::AutoScaling::AutoScalingGroup",
                    new Ask("autoscaling", "DescribeAutoScalingGroups", "AutoScalingGroupNames.member.1")),
            Map.entry(
                    "AWS::ElasticLoadBalancingV2::LoadBalancer",
                    new Ask("elasticloadbalancing", "DescribeLoadBalancers", "LoadBalancerArns.member.1")),
            Map.entry(
                    "AWS::ElasticLoadBalancingV2::TargetGroup",
                    new Ask("elasticloadbalancing", "DescribeTargetGroups", "TargetGroupArns.member.1")),
            Map.entry("AWS::IAM::Role", new Ask("iam", "GetRole", "RoleName")),
            Map.entry("AWS::IAM::InstanceProfile", new Ask("iam", "GetInstanceProfile", "InstanceProfileName")),
            Map.entry("AWS::SNS::Topic", new Ask("sns", "GetTopicAttributes", "TopicArn")),
            Map.entry("AWS::CloudWatch::Alarm", new Ask("monitoring", "DescribeAlarms", "AlarmNames.member.1")),
            Map.entry("AWS::CloudWatch::Dashboard", new Ask("monitoring", "GetDashboard", "DashboardName")));

    /** What goes with the thing it belongs to. */
    private static final Map<String, String> PARTS = Map.of(
            "AWS::EC2::Route", "AWS::EC2::RouteTable",
            "AWS::EC2::SubnetRouteTableAssociation", "AWS::EC2::RouteTable",
            "AWS::EC2::VPCGatewayAttachment", "AWS::EC2::InternetGateway",
            "AWS::ElasticLoadBalancingV2::Listener", "AWS::ElasticLoadBalancingV2::LoadBalancer",
            "AWS::S3::BucketPolicy", "AWS::S3::Bucket",
            "AWS::SNS::TopicPolicy", "AWS::SNS::Topic",
            "AWS::WAFv2::WebACLAssociation", "AWS::WAFv2::WebACL");

    /** Kinds that are asked in other protocols, and how. */
    private static final Map<String, String> OTHERS = Map.of(
            "AWS::Logs::LogGroup",
            "logs:DescribeLogGroups",
            "AWS::WAFv2::WebACL",
            "wafv2:GetWebACL",
            "AWS::S3::Bucket",
            "s3:HeadBucket",
            Certificate.KIND,
            "acm:DescribeCertificate");

    private final Cloud cloud;
    private final CloudWatchLogsClient logs;

    Presence(Cloud cloud) {
        this.cloud = cloud;
        this.logs = cloud.logs();
    }

    Answer of(Made made) {
        if (PARTS.containsKey(made.type()) || made.physicalId().isEmpty()) {
            return Answer.PART;
        }
        if (made.type().equals("AWS::Logs::LogGroup")) {
            return logGroup(made.physicalId());
        }
        if (made.type().equals("AWS::WAFv2::WebACL")) {
            return webAcl(made.physicalId());
        }
        if (made.type().equals(Certificate.KIND)) {
            return certificate(made.physicalId());
        }
        if (made.type().equals("AWS::S3::Bucket")) {
            return bucket(made.physicalId());
        }
        Ask ask = ASKS.get(made.type());
        return ask == null ? Answer.UNKNOWN : asked(ask, made.physicalId());
    }

    /** The call that tells whether things of a kind are there, such as {@code ec2:DescribeVolumes}. */
    static Optional<String> call(String type) {
        String whole = PARTS.getOrDefault(type, type);
        return Optional.ofNullable(ASKS.get(whole))
                .map(ask -> ask.service() + ":" + ask.action())
                .or(() -> Optional.ofNullable(OTHERS.get(whole)));
    }

    private Answer bucket(String name) {
        try {
            cloud.s3().headBucket(ask -> ask.bucket(name));
            return Answer.THERE;
        } catch (NoSuchBucketException e) {
            return Answer.GONE;
        } catch (SdkException e) {
            return Answer.UNKNOWN;
        }
    }

    private Answer asked(Ask ask, String id) {
        try {
            return cloud.query(ask.service())
                            .call(ask.action(), Map.of(ask.parameter(), id))
                            .says(id)
                    ? Answer.THERE
                    : Answer.GONE;
        } catch (QueryException e) {
            boolean gone = e.code().contains("NotFound") || e.code().equals("NoSuchEntity");
            return gone ? Answer.GONE : Answer.UNKNOWN;
        }
    }

    /**
     * Its physical id is {@code name|id|scope}: primaryIdentifier of its schema as shipped with cfn-lint 1.51.0
     * (2026-11-22).
     */
    private Answer webAcl(String physicalId) {
        List<String> parts = List.of(physicalId.split("\\|", -1));
        if (parts.size() != 3) {
            return Answer.UNKNOWN;
        }
        try {
            cloud.jsonQuery("wafv2")
                    .call("GetWebACL", Map.of("Name", parts.get(0), "Id", parts.get(1), "Scope", parts.get(2)));
            return Answer.THERE;
        } catch (QueryException e) {
            return e.code().equals("WAFNonexistentItemException") ? Answer.GONE : Answer.UNKNOWN;
        }
    }

    private Answer certificate(String arn) {
        try {
            cloud.jsonQuery("acm").call("DescribeCertificate", Map.of("CertificateArn", arn));
            return Answer.THERE;
        } catch (QueryException e) {
            return e.code().equals("ResourceNotFoundException") ? Answer.GONE : Answer.UNKNOWN;
        }
    }

    private Answer logGroup(String name) {
        try {
            boolean there = logs.describeLogGroups(ask -> ask.logGroupNamePrefix(name)).logGroups().stream()
                    .anyMatch(group -> group.logGroupName().equals(name));
            return there ? Answer.THERE : Answer.GONE;
        } catch (SdkException e) {
            return Answer.UNKNOWN;
        }
    }
}
