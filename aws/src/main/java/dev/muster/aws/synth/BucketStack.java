package dev.muster.aws.synth;

import dev.muster.aws.template.Fields;
import dev.muster.aws.template.Keep;
import dev.muster.aws.template.Resource;
import dev.muster.aws.template.Template;
import dev.muster.aws.template.Value;
import java.util.List;

/**
 * The stack with the bucket of a region, shared by all deployments there: {@code deployments/} what nodes run,
 * {@code reports/} what they tell, {@code datasets/} what they start from, {@code access-logs/} of load
 * balancers, {@code AWSLogs/} of networks.
 *
 * <p>Who delivers access logs, and that only SSE-S3 will do: "Enable access logs for your Application Load Balancer",
 * docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html (2026-11-22). Who delivers flow
 * logs: docs.amazonaws.cn/en_us/AmazonCloudWatch/latest/logs/AWS-logs-infrastructure-V2-S3.html (2026-11-22).
 */
final class BucketStack {
    private static final String ARN = "${Bucket.Arn}";

    private BucketStack() {}

    static Template build() {
        Draft draft = new Draft();
        Resource bucket = draft.add(bucket());
        draft.add(
                "BucketPolicy",
                "AWS::S3::BucketPolicy",
                "Who may use the bucket",
                Fields.of("Bucket", bucket.ref(), "PolicyDocument", policy()));
        draft.tell("Bucket", "Name of the bucket", bucket.ref());
        return draft.template("Muster: configuration, reports and datasets of all deployments in the region");
    }

    private static Resource bucket() {
        Fields encryption = Fields.of("ServerSideEncryptionByDefault", Fields.of("SSEAlgorithm", "AES256"));
        Fields locked = Fields.of("BlockPublicAcls", true, "BlockPublicPolicy", true)
                .with("IgnorePublicAcls", true)
                .with("RestrictPublicBuckets", true);
        Fields owner = Fields.of("ObjectOwnership", "BucketOwnerEnforced");
        return Resource.of(
                        "Bucket",
                        "AWS::S3::Bucket",
                        "Bucket with configuration, reports and datasets",
                        Fields.of("BucketName", Value.sub("muster-${AWS::AccountId}-${AWS::Region}"))
                                .with("BucketEncryption", rules("ServerSideEncryptionConfiguration", encryption))
                                .with("PublicAccessBlockConfiguration", locked)
                                .with("OwnershipControls", rules("Rules", owner))
                                .with("VersioningConfiguration", Fields.of("Status", "Enabled"))
                                .with("LifecycleConfiguration", Fields.of("Rules", lifecycle())))
                .kept(Keep.DELETE, Keep.RETAIN)
                .suppress(
                        "AwsSolutions-S1",
                        "It receives the access logs of load balancers itself; its own would need a second bucket that"
                                + " in turn has none. CloudTrail data events can be switched on for it.");
    }

    private static Fields rules(String key, Fields rule) {
        return Fields.of(key, List.of(rule));
    }

    private static List<Fields> lifecycle() {
        return List.of(
                Fields.of("Id", "broken-uploads", "Status", "Enabled")
                        .with("AbortIncompleteMultipartUpload", Fields.of("DaysAfterInitiation", 7)),
                oldVersions("reports", "reports/", 1),
                oldVersions("deployments", "deployments/", 90),
                oldVersions("datasets", "datasets/", 7),
                logs("access-logs", "access-logs/"),
                logs("flow-logs", "AWSLogs/"));
    }

    private static Fields oldVersions(String id, String prefix, int days) {
        return Fields.of("Id", id, "Status", "Enabled")
                .with("Prefix", prefix)
                .with("NoncurrentVersionExpiration", Fields.of("NoncurrentDays", days));
    }

    private static Fields logs(String id, String prefix) {
        return Fields.of("Id", id, "Status", "Enabled")
                .with("Prefix", prefix)
                .with("ExpirationInDays", 90)
                .with("NoncurrentVersionExpiration", Fields.of("NoncurrentDays", 1));
    }

    private static Fields policy() {
        Fields plain = Fields.of("Effect", "Deny", "Principal", "*")
                .with("Action", "s3:*")
                .with("Resource", List.of(Value.sub(ARN), Value.sub(ARN + "/*")))
                .with("Condition", Fields.of("Bool", Fields.of("aws:SecureTransport", "false")));
        Fields access = may("logdelivery.elasticloadbalancing.amazonaws.com", "s3:PutObject")
                .with("Resource", Value.sub(ARN + "/access-logs/*/AWSLogs/${AWS::AccountId}/*"));
        // Without ListBucket deliveries are logged as denied. Source: docs.amazonaws.cn VPC user guide,
        // flow-logs-s3-permissions.html (2026-11-22).
        Fields look = may("delivery.logs.amazonaws.com", List.of("s3:GetBucketAcl", "s3:ListBucket"))
                .with("Resource", Value.sub(ARN))
                .with("Condition", delivery());
        Fields flow = may("delivery.logs.amazonaws.com", "s3:PutObject")
                .with("Resource", Value.sub(ARN + "/AWSLogs/${AWS::AccountId}/*"))
                .with("Condition", delivery());
        return Fields.of("Version", "2012-10-17", "Statement", List.of(plain, access, look, flow));
    }

    private static Fields may(String service, Object action) {
        return Fields.of("Effect", "Allow", "Principal", Fields.of("Service", service))
                .with("Action", action);
    }

    private static Fields delivery() {
        Fields account = Fields.of("aws:SourceAccount", Value.Ref.ACCOUNT);
        Fields source =
                Fields.of("aws:SourceArn", Value.sub("arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}:*"));
        return Fields.of("StringEquals", account, "ArnLike", source);
    }
}
