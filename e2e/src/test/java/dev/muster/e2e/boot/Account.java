package dev.muster.e2e.boot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.muster.aws.cloud.Access;
import dev.muster.aws.cloud.Cloud;
import dev.muster.aws.cloud.Query;
import dev.muster.aws.cloud.XmlAnswer;
import dev.muster.aws.deploy.AwsSecrets;
import dev.muster.aws.deploy.AwsTarget;
import dev.muster.aws.deploy.Onlooker;
import dev.muster.aws.deploy.Pace;
import dev.muster.aws.facts.AwsFacts;
import dev.muster.aws.front.Emulator;
import dev.muster.aws.front.Front;
import dev.muster.aws.synth.NodeFiles;
import dev.muster.aws.synth.Picks;
import dev.muster.aws.synth.Synth;
import dev.muster.core.progress.Progress;
import dev.muster.core.spec.SpecReader.Resolved;
import dev.muster.core.value.Region;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * An account before the strict front, with a deployment in it. The emulator makes the things of a stack when that is
 * complete, so what an instance signals comes too late for it, which is answered as AWS does.
 */
final class Account implements AutoCloseable {
    static final String BUCKET = "muster-123456789012-us-east-1";
    private static final Region REGION = new Region("us-east-1");

    private final Emulator emulator;
    private final Front front;

    Account() throws Exception {
        emulator = Emulator.start();
        front = Front.before(emulator);
    }

    Front front() {
        return front;
    }

    /** Forgets everything. */
    void empty() throws Exception {
        front.reset();
        front.stacks().pace(1000);
    }

    private Access access() {
        return new Access(
                Optional.empty(),
                Optional.empty(),
                Map.of(
                        "AWS_ACCESS_KEY_ID", "test",
                        "AWS_SECRET_ACCESS_KEY", "test",
                        "AWS_ENDPOINT_URL", front.uri().toString()));
    }

    void up(Resolved resolved, NodeFiles files) throws Exception {
        AwsTarget target =
                new AwsTarget(access(), InstantSource.system(), new Pace(Duration.ofMillis(5), Duration.ofMillis(20)));
        var plans = new Synth(new AwsFacts(), files).stacks(resolved.spec(), resolved.blueprint());
        target.up(
                resolved.spec(),
                target.look(resolved.spec(), plans),
                Progress.root(event -> {}, InstantSource.system(), "demo"),
                true,
                Onlooker.NOBODY);
        try (Cloud cloud = cloud()) {
            new AwsSecrets(cloud, resolved.spec().name().text())
                    .provide(Picks.of(resolved.spec(), resolved.blueprint()), Map.of(), new Random(1));
            tagAddresses(cloud.query("ec2"));
        }
        front.forgetCalls();
    }

    /** The emulator forgets the tags that a template gives to an address (ElasticAddress in moto 5.2.1, "TODO"). */
    private static void tagAddresses(Query ec2) {
        int number = 1;
        for (XmlAnswer address : ec2.call("DescribeAddresses", Map.of()).items("addressesSet")) {
            ec2.call(
                    "CreateTags",
                    Map.of(
                            "ResourceId.1", address.first("allocationId").orElseThrow(),
                            "Tag.1.Key", "muster:deployment",
                            "Tag.1.Value", "lite",
                            "Tag.2.Key", "muster:slot",
                            "Tag.2.Value", String.valueOf(number++)));
        }
    }

    Cloud cloud() {
        return Cloud.of(access(), REGION);
    }

    /** The slot's volume. */
    String volume() {
        try (Cloud cloud = cloud()) {
            return cloud
                    .query("ec2")
                    .call("DescribeVolumes", Map.of("Filter.1.Name", "tag:muster:slot", "Filter.1.Value.1", "1"))
                    .items("volumeSet")
                    .stream()
                    .findFirst()
                    .flatMap(item -> item.first("volumeId"))
                    .orElseThrow();
        }
    }

    /** Another instance beside those of groups. */
    String instance() {
        try (Cloud cloud = cloud()) {
            XmlAnswer answer = cloud.query("ec2")
                    .call(
                            "RunInstances",
                            Map.of(
                                    "ImageId",
                                    "ami-12c6146b",
                                    "MinCount",
                                    "1",
                                    "MaxCount",
                                    "1",
                                    "InstanceType",
                                    "m5.large"));
            return answer.first("instanceId").orElseThrow();
        }
    }

    /** What the slot's launch template gives to an instance, byte for byte. */
    String userData() {
        try (Cloud cloud = cloud()) {
            Query ec2 = cloud.query("ec2");
            String template = ec2.call("DescribeLaunchTemplates", Map.of()).items("launchTemplates").stream()
                    .findFirst()
                    .flatMap(item -> item.first("launchTemplateId"))
                    .orElseThrow();
            String code = ec2.call(
                            "DescribeLaunchTemplateVersions",
                            Map.of("LaunchTemplateId", template, "LaunchTemplateVersion.1", "$Latest"))
                    .first("userData")
                    .orElseThrow();
            return new String(Base64.getDecoder().decode(code), StandardCharsets.UTF_8);
        }
    }

    /** An instance is gone, and with it its hold of a volume. */
    void letGo(String volume, String instance) {
        try (Cloud cloud = cloud()) {
            cloud.query("ec2").call("DetachVolume", Map.of("VolumeId", volume, "InstanceId", instance));
        }
    }

    /** What a failed boot has left in the bucket. */
    JsonNode failure() throws Exception {
        try (Cloud cloud = cloud()) {
            return new ObjectMapper()
                    .readTree(cloud.s3()
                            .getObjectAsBytes(ask -> ask.bucket(BUCKET).key("reports/lite/1/boot-failed.json"))
                            .asByteArray());
        }
    }

    @Override
    public void close() {
        front.close();
        emulator.close();
    }
}
