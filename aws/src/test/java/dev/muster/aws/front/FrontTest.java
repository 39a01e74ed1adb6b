package dev.muster.aws.front;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.aws.tls.SelfSigned;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The front itself, on which what all others show depends: what AWS refuses and the emulator takes is refused, what is
 * right is not, and what goes wrong on purpose does.
 *
 * <p>Sabotage: any of its rules left out.
 */
class FrontTest {
    private static final String TOPIC = "{\"Resources\":{\"T\":{\"Type\":\"AWS::SNS::Topic\"}}}";
    private static final String ROLE = "{\"Resources\":{\"R\":{\"Type\":\"AWS::IAM::Role\",\"Properties\":"
            + "{\"AssumeRolePolicyDocument\":{\"Version\":\"2012-10-17\",\"Statement\":[]}}}}}";
    private static final String ASKING = "{\"Parameters\":{\"P\":{\"Type\":\"String\",\"AllowedValues\":[\"a\"]}},"
            + "\"Resources\":{\"T\":{\"Type\":\"AWS::SNS::Topic\",\"Properties\":{\"DisplayName\":{\"Ref\":\"P\"}}}}}";

    @RegisterExtension
    static final StrictAws AWS = StrictAws.emptyBeforeEach();

    private final Front front = AWS.front();
    private final Teller aws = new Teller(front.uri());
    private final Teller behind = new Teller(AWS.emulator().uri());

    private static Map<String, String> changeSet(String stack, String name, String body, String... more) {
        Map<String, String> form = new TreeMap<>(Map.of(
                "Action",
                "CreateChangeSet",
                "Version",
                "2010-05-15",
                "StackName",
                stack,
                "ChangeSetName",
                name,
                "ChangeSetType",
                "CREATE",
                "TemplateBody",
                body));
        for (int i = 0; i < more.length; i += 2) {
            form.put(more[i], more[i + 1]);
        }
        return form;
    }

    private Teller.Said stacks(String action, String... pairs) throws Exception {
        Map<String, String> form = new TreeMap<>(Map.of("Action", action, "Version", "2010-05-15"));
        for (int i = 0; i < pairs.length; i += 2) {
            form.put(pairs[i], pairs[i + 1]);
        }
        return aws.form("cloudformation", form);
    }

    private static String parameter(String of) {
        return "Parameters.member.1.Parameter" + of;
    }

    /** Change sets that AWS refuses, beside the nearest that it takes. */
    record Wrong(String name, Map<String, String> wrong, Map<String, String> right, String refusal) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Stream<Wrong> wrongs() {
        return Stream.of(
                new Wrong(
                        "name",
                        changeSet("1st_stack", "set", TOPIC),
                        changeSet("a-stack", "set", TOPIC),
                        "failed to satisfy constraint: Member must satisfy regular expression"),
                new Wrong(
                        "body",
                        changeSet("big", "set", TOPIC + " ".repeat(51_201 - TOPIC.length())),
                        changeSet("big", "set", TOPIC + " ".repeat(51_200 - TOPIC.length())),
                        "length less than or equal to 51200"),
                new Wrong(
                        "capabilities",
                        changeSet("role", "set", ROLE),
                        changeSet("role", "set", ROLE, "Capabilities.member.1", "CAPABILITY_IAM"),
                        "InsufficientCapabilitiesException"),
                new Wrong(
                        "unknown",
                        changeSet("asks", "set", TOPIC, parameter("Key"), "P", parameter("Value"), "a"),
                        changeSet("asks", "set", ASKING, parameter("Key"), "P", parameter("Value"), "a"),
                        "Parameters: [P] do not exist in the template"),
                new Wrong(
                        "not allowed",
                        changeSet("asks", "set", ASKING, parameter("Key"), "P", parameter("Value"), "b"),
                        changeSet("asks", "set", ASKING, parameter("Key"), "P", parameter("Value"), "a"),
                        "must be one of AllowedValues"));
    }

    @ParameterizedTest
    @MethodSource("wrongs")
    void whatTheEmulatorTakesAndAwsDoesNotIsRefused(Wrong one) throws Exception {
        Teller.Said refused = aws.form("cloudformation", one.wrong());
        assertThat(refused.code()).as(refused.text()).isEqualTo(400);
        assertThat(refused.text()).contains(one.refusal());
        assertThat(aws.form("cloudformation", one.right()).code()).isEqualTo(200);
        AWS.emulator().reset();
        assertThat(behind.form("cloudformation", one.wrong()).code())
                .as("the emulator takes it; if it does not, the rule is for nothing")
                .isEqualTo(200);
    }

    @Test
    void aChangeSetIsMadeOnceAndCarriedOutForItsOwnStack() throws Exception {
        Map<String, String> first = changeSet("one", "set", TOPIC, "ClientToken", "token");
        String made = aws.form("cloudformation", first).text();
        assertThat(aws.form("cloudformation", first).text()).isEqualTo(made);
        assertThat(aws.form("cloudformation", changeSet("one", "other", TOPIC, "ClientToken", "token"))
                        .text())
                .contains("TokenAlreadyExistsException");
        assertThat(aws.form("cloudformation", changeSet("one", "set", TOPIC)).text())
                .contains("AlreadyExistsException");
        aws.form("cloudformation", changeSet("two", "set-of-two", TOPIC));
        assertThat(stacks("ExecuteChangeSet", "StackName", "one", "ChangeSetName", "set-of-two")
                        .text())
                .contains("ChangeSetNotFound");
        assertThat(stacks("ExecuteChangeSet", "StackName", "one", "ChangeSetName", "set")
                        .code())
                .isEqualTo(200);
        assertThat(stacks("CancelUpdateStack", "StackName", "one").text())
                .contains("cannot be called from current stack status");
        assertThat(aws.form("cloudformation", changeSet("one", "third", TOPIC)).text())
                .contains("state and can not be updated");
    }

    private String status(String stack) throws Exception {
        return Xml.first(stacks("DescribeStacks", "StackName", stack).text(), "StackStatus")
                .orElse("");
    }

    @Test
    void aRecordedFailureIsToldAndUndone() throws Exception {
        front.stacks().pace(1000);
        front.stacks().fail(new Engine.Recorded("one", "T", "there is no more"));
        aws.form("cloudformation", changeSet("one", "set", TOPIC));
        stacks("ExecuteChangeSet", "StackName", "one", "ChangeSetName", "set");
        String events = stacks("DescribeStackEvents", "StackName", "one").text();
        assertThat(events).contains("there is no more", "CREATE_FAILED", "ROLLBACK_IN_PROGRESS");
        assertThat(status("one")).isEqualTo("ROLLBACK_COMPLETE");
        assertThat(aws.form("cloudformation", changeSet("one", "again", TOPIC)).text())
                .contains("is in ROLLBACK_COMPLETE state and can not be updated");
        assertThat(stacks("SignalResource", "StackName", "one", "LogicalResourceId", "T")
                        .text())
                .contains("cannot be signaled");
    }

    @Test
    void aStackWhoseBucketIsNotEmptyDoesNotGo() throws Exception {
        front.stacks().pace(1000);
        String bucket = "muster-123456789012-us-east-1";
        String body = "{\"Resources\":{\"B\":{\"Type\":\"AWS::S3::Bucket\",\"Properties\":{\"BucketName\":\"" + bucket
                + "\"}}}}";
        aws.form("cloudformation", changeSet("MusterAssets", "set", body));
        stacks("ExecuteChangeSet", "StackName", "MusterAssets", "ChangeSetName", "set");
        assertThat(status("MusterAssets")).isEqualTo("CREATE_COMPLETE");
        assertThat(behind.put("/" + bucket + "/file").code()).isEqualTo(200);
        stacks("DeleteStack", "StackName", "MusterAssets");
        assertThat(stacks("DescribeStackEvents", "StackName", "MusterAssets").text())
                .contains("The bucket you tried to delete is not empty");
        assertThat(status("MusterAssets")).isEqualTo("DELETE_FAILED");
    }

    private Teller.Said ec2(String action, String... pairs) throws Exception {
        Map<String, String> form = new TreeMap<>(Map.of("Action", action, "Version", "2016-11-15"));
        for (int i = 0; i < pairs.length; i += 2) {
            form.put(pairs[i], pairs[i + 1]);
        }
        return aws.form("ec2", form);
    }

    @Test
    void aVolumeIsAttachedToOneInstance() throws Exception {
        String volume = Xml.first(
                        ec2("CreateVolume", "AvailabilityZone", "us-east-1a", "Size", "1")
                                .text(),
                        "volumeId")
                .orElseThrow();
        String run = ec2("RunInstances", "ImageId", "ami-12c6146b", "MinCount", "2", "MaxCount", "2")
                .text();
        var instances = Xml.all(run, "instanceId").stream().distinct().toList();
        assertThat(instances).hasSize(2);
        for (int i = 0; i < 2; i++) {
            Teller.Said said =
                    ec2("AttachVolume", "VolumeId", volume, "InstanceId", instances.get(i), "Device", "/dev/sdf");
            assertThat(said.code()).as(said.text()).isEqualTo(i == 0 ? 200 : 400);
            assertThat(said.text().contains("VolumeInUse")).isEqualTo(i == 1);
        }
    }

    @Test
    void whatTheEmulatorLacksIsAnsweredAndRecorded() throws Exception {
        for (String action : new String[] {"CompleteLifecycleAction", "RecordLifecycleActionHeartbeat"}) {
            assertThat(aws.form("autoscaling", Map.of("Action", action, "Version", "2011-01-01"))
                            .code())
                    .isEqualTo(200);
            assertThat(front.calls(action)).hasSize(1);
        }
        String target = "ServiceQuotasV20190624.GetServiceQuota";
        assertThat(aws.json("servicequotas", target, "{\"ServiceCode\":\"ec2\",\"QuotaCode\":\"L-1216C47A\"}")
                        .text())
                .contains("\"Value\":32.0");
        assertThat(aws.json("servicequotas", target, "{\"ServiceCode\":\"ec2\",\"QuotaCode\":\"L-0\"}")
                        .text())
                .contains("NoSuchResourceException");
    }

    @Test
    void linesAreThoseOfTheStreamsThatWereAskedFor() throws Exception {
        aws.json("logs", "Logs_20140328.CreateLogGroup", "{\"logGroupName\":\"/muster/one\"}");
        for (String stream : new String[] {"1/node", "2/node"}) {
            String named = "{\"logGroupName\":\"/muster/one\",\"logStreamName\":\"" + stream + "\"";
            aws.json("logs", "Logs_20140328.CreateLogStream", named + "}");
            String events = ",\"logEvents\":[{\"timestamp\":" + System.currentTimeMillis() + ",\"message\":\"of "
                    + stream + "\"}]}";
            assertThat(aws.json("logs", "Logs_20140328.PutLogEvents", named + events)
                            .code())
                    .isEqualTo(200);
        }
        String asked = "{\"logGroupName\":\"/muster/one\",\"logStreamNamePrefix\":\"2/\"}";
        assertThat(aws.json("logs", "Logs_20140328.FilterLogEvents", asked).text())
                .contains("of 2/node")
                .doesNotContain("of 1/node");
    }

    @Test
    void aCertificateIsImportedWithItsOwnKey() throws Exception {
        SelfSigned one = certificate();
        Teller.Said refused = imported(one.certificate(), certificate().key(), "");
        assertThat(refused.code()).isEqualTo(400);
        assertThat(refused.text()).contains("does not match the certificate");
        Teller.Said taken = imported(one.certificate(), one.key(), "");
        assertThat(taken.code()).as(taken.text()).isEqualTo(200);
        String again = ",\"Tags\":[]," + taken.text().strip().substring(1).replaceFirst("}$", "");
        assertThat(imported(one.certificate(), one.key(), again).text())
                .contains("Tags are not permitted when re-importing");
    }

    private static SelfSigned certificate() {
        Instant now = Instant.now();
        return SelfSigned.make(List.of("a.example.org"), now, now.plus(Duration.ofDays(1)), new SecureRandom());
    }

    private Teller.Said imported(byte[] certificate, byte[] key, String more) throws Exception {
        Base64.Encoder text = Base64.getEncoder();
        return aws.json(
                "acm",
                "CertificateManager.ImportCertificate",
                "{\"Certificate\":\"" + text.encodeToString(certificate) + "\",\"PrivateKey\":\""
                        + text.encodeToString(key) + "\"" + more + "}");
    }

    @Test
    void faultsComeToThoseWhomTheyAreFor() throws Exception {
        Rule part = Faults.throttle(0.3, 1);
        front.with(part);
        int refused = 0;
        for (int i = 0; i < 100; i++) {
            refused += ec2("DescribeVpcs").code() == 400 ? 1 : 0;
        }
        assertThat(refused).isBetween(20, 40);
        front.without(part);

        front.with(Faults.deny("ec2", "DescribeVpcs"));
        assertThat(ec2("DescribeVpcs").code()).isEqualTo(403);
        assertThat(ec2("DescribeSubnets").code()).isEqualTo(200);
        front.clearFaults();

        front.with(Faults.delay(Duration.ofMillis(300)));
        long began = System.nanoTime();
        assertThat(ec2("DescribeVpcs").code()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofMillis(290));
        front.clearFaults();

        // The answer is lost and what was asked is done.
        front.with(Faults.cut("ec2", "CreateVolume"));
        assertThatThrownBy(() -> ec2("CreateVolume", "AvailabilityZone", "us-east-1a", "Size", "7"))
                .isInstanceOf(IOException.class);
        assertThat(ec2("DescribeVolumes").text()).contains("<size>7</size>");
        front.clearFaults();
        assertThat(ec2("DescribeVpcs").code()).isEqualTo(200);
    }

    @Test
    void aProcessIsKilledAtTheCallOfANumberBeforeOrAfterItIsCarriedOut() throws Exception {
        for (boolean afterwards : new boolean[] {false, true}) {
            front.reset();
            Process process = new ProcessBuilder("sleep", "60").start();
            front.with(Faults.kill(2, afterwards, process::destroyForcibly));
            assertThat(ec2("DescribeVolumes").text()).doesNotContain("<size>7</size>");
            assertThat(process.isAlive()).isTrue();
            assertThatThrownBy(() -> ec2("CreateVolume", "AvailabilityZone", "us-east-1a", "Size", "7"))
                    .isInstanceOf(IOException.class);
            assertThat(process.waitFor()).isEqualTo(137);
            assertThat(front.calls().getLast().number()).isEqualTo(2);
            assertThat(ec2("DescribeVolumes").text().contains("<size>7</size>")).isEqualTo(afterwards);
        }
    }
}
