package dev.muster.aws.calls;

import static dev.muster.aws.calls.OperatorCalls.ITS_OWN;
import static dev.muster.aws.calls.OperatorCalls.TAGGED_SO;

import dev.muster.aws.calls.AgentCall.Condition;
import dev.muster.aws.calls.OperatorCall.Duty;
import dev.muster.aws.calls.OperatorCall.Kind;
import java.util.List;

/**
 * What CloudFormation calls in the operator's name for each kind of resource, without EC2's.
 *
 * <p>Read from {@code handlers} and {@code tagging} of the resource provider schemas as kept in
 * hashicorp/terraform-provider-awscc, internal/service/cloudformation/schemas, commit f995d4f of 2026-08-07
 * (2026-11-22); what a schema lists for properties that no template here has is left away. TopicPolicy has no schema
 * there: as TopicInlinePolicy. Groups with launch templates: "Amazon EC2 Auto Scaling API permissions" and "Control
 * Amazon EC2 launch template usage", docs.aws.amazon.com/autoscaling/ec2/userguide (2026-11-22).
 */
final class KindCalls {
    private static final String BUCKET = "arn:aws:s3:::{bucket}";
    private static final String GROUP =
            "arn:aws:autoscaling:{region}:{account}:autoScalingGroup:*:autoScalingGroupName/{group}";
    private static final String ROLES = "arn:aws:iam::{account}:role/muster/{deployment}/*";
    private static final String PROFILES = "arn:aws:iam::{account}:instance-profile/muster/{deployment}/*";
    private static final String LOGS = "arn:aws:logs:{region}:{account}:log-group:{logs}";
    private static final String TOPIC = "arn:aws:sns:{region}:{account}:{stack}";
    private static final String BALANCERS = "arn:aws:elasticloadbalancing:{region}:{account}:loadbalancer/app/*/*";
    private static final String TARGETS = "arn:aws:elasticloadbalancing:{region}:{account}:targetgroup/*/*";
    private static final String LISTENERS = "arn:aws:elasticloadbalancing:{region}:{account}:listener/app/*/*/*";
    private static final List<String> ELB = List.of(BALANCERS, TARGETS, LISTENERS);
    private static final String FIREWALL = "arn:aws:wafv2:{region}:{account}:regional/webacl/{stack}/*";
    private static final Condition BOUNDED = new Condition("ArnEquals", "iam:PermissionsBoundary", "{boundary}");
    private static final Condition TO_EC2 = new Condition("StringEquals", "iam:PassedToService", "ec2.amazonaws.com");

    static final List<OperatorCall> ALL = List.of(
            kind(
                    "S3::Bucket",
                    "s3:CreateBucket PutBucketTagging PutEncryptionConfiguration PutLifecycleConfiguration"
                            + " PutBucketPublicAccessBlock PutBucketVersioning PutBucketOwnershipControls GetBucket*"
                            + " GetEncryptionConfiguration GetLifecycleConfiguration DeleteBucket",
                    BUCKET,
                    "the region's bucket; S3 deletes none that holds anything"),
            kind("S3::BucketPolicy", "s3:GetBucketPolicy PutBucketPolicy DeleteBucketPolicy", BUCKET, "its policy"),
            kind(
                    "AutoScaling::AutoScalingGroup",
                    "autoscaling:CreateAutoScalingGroup UpdateAutoScalingGroup DeleteAutoScalingGroup"
                            + " CreateOrUpdateTags DeleteTags PutNotificationConfiguration"
                            + " DeleteNotificationConfiguration PutLifecycleHook DeleteLifecycleHook"
                            + " AttachLoadBalancerTargetGroups DetachLoadBalancerTargetGroups SuspendProcesses"
                            + " ResumeProcesses TerminateInstanceInAutoScalingGroup",
                    GROUP,
                    "the slots' groups by name; the last three while instances are replaced"),
            kind(
                    "AutoScaling::AutoScalingGroup",
                    "iam:CreateServiceLinkedRole",
                    "arn:aws:iam::{account}:role/aws-service-role/*",
                    "roles that services make for themselves, once an account",
                    new Condition("StringLike", "iam:AWSServiceName", "autoscaling.amazonaws.com"),
                    new Condition("StringLike", "iam:AWSServiceName", "elasticloadbalancing.amazonaws.com"),
                    new Condition("StringLike", "iam:AWSServiceName", "spot.amazonaws.com"),
                    new Condition("StringLike", "iam:AWSServiceName", "delivery.logs.amazonaws.com")),
            kind(
                    "IAM::Role",
                    "iam:GetRole DeleteRole GetRolePolicy DeleteRolePolicy UpdateRole UpdateRoleDescription"
                            + " UpdateAssumeRolePolicy TagRole UntagRole ListRoleTags ListRolePolicies"
                            + " ListAttachedRolePolicies",
                    ROLES,
                    "the slots' roles by their path"),
            kind("IAM::Role", "iam:PassRole", ROLES, "to instances", TO_EC2),
            OperatorCalls.of(
                    Duty.FREE_ROLES,
                    "iam:CreateRole PutRolePolicy",
                    List.of(ROLES),
                    "with no boundary, whoever may do this may give a node any right"),
            OperatorCalls.of(
                    Duty.BOUNDED_ROLES,
                    "iam:CreateRole PutRolePolicy PutRolePermissionsBoundary",
                    List.of(ROLES),
                    "within the boundary",
                    BOUNDED),
            OperatorCalls.of(
                    Duty.GIVEN_ROLE,
                    "iam:PassRole",
                    List.of("arn:aws:iam::{account}:role/{role}"),
                    "the role that the spec names, to instances",
                    TO_EC2),
            kind(
                    "IAM::InstanceProfile",
                    "iam:CreateInstanceProfile GetInstanceProfile DeleteInstanceProfile AddRoleToInstanceProfile"
                            + " RemoveRoleFromInstanceProfile",
                    PROFILES,
                    "gives the roles to instances"),
            kind(
                    "Logs::LogGroup",
                    "logs:CreateLogGroup DeleteLogGroup PutRetentionPolicy TagResource UntagResource"
                            + " ListTagsForResource GetDataProtectionPolicy FilterLogEvents GetLogEvents",
                    List.of(LOGS, LOGS + ":*"),
                    "the deployment's log group"),
            kind(
                    "CloudWatch::Alarm",
                    "cloudwatch:PutMetricAlarm DeleteAlarms TagResource UntagResource ListTagsForResource",
                    "arn:aws:cloudwatch:{region}:{account}:alarm:{stack}/*",
                    "the deployment's alarms"),
            kind(
                    "CloudWatch::Dashboard",
                    "cloudwatch:PutDashboard GetDashboard DeleteDashboards TagResource UntagResource"
                            + " ListTagsForResource",
                    "arn:aws:cloudwatch::{account}:dashboard/{stack}-{region}",
                    "its dashboard"),
            kind(
                    "SNS::Topic",
                    "sns:CreateTopic DeleteTopic GetTopicAttributes SetTopicAttributes TagResource UntagResource"
                            + " ListTagsForResource Subscribe Unsubscribe ListSubscriptionsByTopic"
                            + " GetDataProtectionPolicy",
                    TOPIC,
                    "its topic"),
            kind("SNS::TopicPolicy", "sns:GetTopicAttributes SetTopicAttributes", TOPIC, "the topic's policy"),
            kind(
                    "ElasticLoadBalancingV2::LoadBalancer",
                    "elasticloadbalancing:CreateLoadBalancer CreateTargetGroup",
                    List.of(BALANCERS, TARGETS),
                    "a load balancer and its targets; CloudFormation makes their names",
                    TAGGED_SO),
            kind(
                    "ElasticLoadBalancingV2::LoadBalancer",
                    "elasticloadbalancing:DeleteLoadBalancer ModifyLoadBalancerAttributes SetSecurityGroups"
                            + " SetSubnets CreateListener AddTags RemoveTags",
                    ELB,
                    "its own by the tag",
                    ITS_OWN),
            kind(
                    "ElasticLoadBalancingV2::TargetGroup",
                    "elasticloadbalancing:DeleteTargetGroup ModifyTargetGroup ModifyTargetGroupAttributes",
                    ELB,
                    "its own by the tag",
                    ITS_OWN),
            kind(
                    "ElasticLoadBalancingV2::Listener",
                    "elasticloadbalancing:DeleteListener ModifyListener ModifyListenerAttributes",
                    ELB,
                    "its own by the tag",
                    ITS_OWN),
            kind(
                    "ElasticLoadBalancingV2::LoadBalancer",
                    "elasticloadbalancing:AddTags",
                    ELB,
                    "only while something is made: else the key is missing",
                    TAGGED_SO,
                    new Condition("StringLike", "elasticloadbalancing:CreateAction", "*")),
            kind(
                    "WAFv2::WebACL",
                    "wafv2:CreateWebACL UpdateWebACL DeleteWebACL GetWebACL TagResource UntagResource"
                            + " ListTagsForResource",
                    FIREWALL,
                    "the firewall by name"),
            kind(
                    "WAFv2::WebACLAssociation",
                    "wafv2:AssociateWebACL DisassociateWebACL GetWebACLForResource",
                    List.of(FIREWALL, BALANCERS),
                    "before the load balancer, whose tags WAF does not know"),
            kind(
                    "WAFv2::WebACLAssociation",
                    "elasticloadbalancing:CreateWebACLAssociation DeleteWebACLAssociation GetLoadBalancerWebACL",
                    ELB,
                    "the load balancer's consent",
                    ITS_OWN),
            kind("WAFv2::WebACLAssociation", "elasticloadbalancing:SetWebAcl", "*", "the call knows no resources"));

    private KindCalls() {}

    static OperatorCall kind(String type, String actions, String resource, String why, Condition... conditions) {
        return kind(type, actions, List.of(resource), why, conditions);
    }

    static OperatorCall kind(String type, String actions, List<String> resources, String why, Condition... conditions) {
        return OperatorCalls.of(new Kind("AWS::" + type), actions, resources, why, conditions);
    }
}
