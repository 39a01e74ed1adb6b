package dev.muster.aws.boot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.muster.aws.cloud.Access;
import dev.muster.aws.cloud.Cloud;
import dev.muster.aws.deploy.AwsTarget;
import dev.muster.aws.deploy.Onlooker;
import dev.muster.aws.deploy.Pace;
import dev.muster.aws.facts.AwsFacts;
import dev.muster.aws.fixtures.Specs;
import dev.muster.aws.front.Answer;
import dev.muster.aws.front.Call;
import dev.muster.aws.front.Emulator;
import dev.muster.aws.front.Faults;
import dev.muster.aws.front.Front;
import dev.muster.aws.front.Rule;
import dev.muster.aws.synth.BlueprintFiles;
import dev.muster.aws.synth.NodeFiles;
import dev.muster.aws.synth.Synth;
import dev.muster.core.progress.Progress;
import dev.muster.core.spec.SpecReader.Resolved;
import dev.muster.core.value.Region;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The first script of an instance, run as it is: what {@code up} has put into the bucket is fetched by a role's signed
 * calls, and what goes wrong is reported before the stack hears of it.
 *
 * <p>Sabotage: the checksum is not compared; the signal comes before the report.
 */
class UserDataTest {
    private static final String BUCKET = "muster-123456789012-us-east-1";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static Emulator emulator;
    private static Front front;
    private static Metadata metadata;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() throws Exception {
        emulator = Emulator.start();
        front = Front.before(emulator);
        metadata = new Metadata();
    }

    @AfterAll
    static void stop() {
        metadata.close();
        front.close();
        emulator.close();
    }

    @BeforeEach
    void empty() throws Exception {
        front.reset();
        front.stacks().signalsByHand();
    }

    private static Access access() {
        return new Access(
                Optional.empty(),
                Optional.empty(),
                Map.of(
                        "AWS_ACCESS_KEY_ID", "test",
                        "AWS_SECRET_ACCESS_KEY", "test",
                        "AWS_ENDPOINT_URL", front.uri().toString()));
    }

    /** Puts a node up as far as its stack waits for the instance. */
    private static void up(Consumer<SortedMap<String, byte[]>> change) throws Exception {
        Resolved resolved = Specs.read("single");
        NodeFiles files = (region, slot) -> {
            SortedMap<String, byte[]> all = new BlueprintFiles(resolved).of(region, slot);
            change.accept(all);
            return all;
        };
        AwsTarget target =
                new AwsTarget(access(), InstantSource.system(), new Pace(Duration.ofMillis(5), Duration.ofMillis(20)));
        var plans = new Synth(new AwsFacts(), files).stacks(resolved.spec(), resolved.blueprint());
        target.up(
                resolved.spec(),
                target.look(resolved.spec(), plans),
                Progress.root(event -> {}, InstantSource.system(), "demo"),
                false,
                Onlooker.NOBODY);
        front.forgetCalls();
    }

    private static void text(SortedMap<String, byte[]> files, String script) {
        files.put("boot.sh", script.getBytes(StandardCharsets.UTF_8));
    }

    private int boot() throws Exception {
        String script = new String(
                UserDataTest.class
                        .getResourceAsStream("/dev/muster/aws/user-data.sh")
                        .readAllBytes(),
                StandardCharsets.UTF_8);
        try (Machine machine = new Machine(folder, metadata, front.uri())) {
            return machine.boot(
                    "#!/bin/bash\nDEPLOYMENT=demo\nSLOT=1\nREGION=us-east-1\nBUCKET=" + BUCKET + "\n" + script, BUCKET);
        }
    }

    /** The boot failed, and said why in the bucket first and then to the stack. */
    private void failed(String reason) throws Exception {
        assertThat(boot()).as(Files.readString(folder.resolve("console"))).isEqualTo(1);
        try (Cloud cloud = Cloud.of(access(), new Region("us-east-1"))) {
            JsonNode report = MAPPER.readTree(cloud.s3()
                    .getObjectAsBytes(ask -> ask.bucket(BUCKET).key("reports/demo/1/boot-failed.json"))
                    .asByteArray());
            assertThat(report.path("reason").asText()).contains(reason);
            assertThat(report.path("instanceId").asText()).isEqualTo(Metadata.INSTANCE);
        }
        assertThat(front.calls("SignalResource")).singleElement().satisfies(call -> {
            assertThat(call.value("Status")).contains("FAILURE");
            assertThat(call.value("StackName")).contains("muster-demo");
            assertThat(call.value("LogicalResourceId")).contains("Slot1Group");
            assertThat(call.value("UniqueId")).contains(Metadata.INSTANCE);
            assertThat(call.number()).isGreaterThan(reported());
        });
    }

    private static int reported() {
        return front.calls().stream()
                .filter(call -> call.method().equals("PUT") && call.target().endsWith("boot-failed.json"))
                .findFirst()
                .map(Call::number)
                .orElseThrow();
    }

    @Test
    void allFilesAreFetchedWithTheRoleAndTheNextScriptRuns() throws Exception {
        metadata.away(2);
        up(files -> text(
                files,
                "find \"$DIR/files\" -type f -printf '%P\\n' | sort >\"$OUT/found\"; echo $SLOT >\"$OUT/slot\""));
        assertThat(boot()).as(Files.readString(folder.resolve("console"))).isZero();
        assertThat(Files.readString(folder.resolve("slot"))).isEqualTo("1\n");
        assertThat(Files.readAllLines(folder.resolve("found")))
                .contains("blueprints/examplenode/blueprint.yaml", "boot.sh", "node.json", "spec.yaml");
        assertThat(front.calls("SignalResource")).isEmpty();
        assertThat(front.calls()).allSatisfy(call -> {
            assertThat(call.headers().get("authorization")).contains("Credential=ASIATEST/");
            assertThat(call.headers()).containsEntry("x-amz-security-token", "session");
        });
    }

    @Test
    void aFileThatIsNotWhatTheManifestSaysIsRefused() throws Exception {
        up(files -> {});
        Rule other = new Rule() {
            @Override
            public Answer after(Call call, Answer answer, Emulator behind) {
                return call.method().equals("GET") && call.target().contains("/files/")
                        ? new Answer(200, Map.of(), "other".getBytes(StandardCharsets.UTF_8))
                        : answer;
            }
        };
        front.with(other);
        try {
            failed("does not have the checksum of the manifest");
        } finally {
            front.without(other);
        }
    }

    @Test
    void aManifestWithoutTheNextScriptIsSaid() throws Exception {
        up(files -> files.remove("boot.sh"));
        failed("the manifest names no boot.sh");
    }

    @Test
    void theNextScriptSaysWhyItGivesUp() throws Exception {
        up(files -> {});
        failed("the manifest names no muster.jar");
    }

    @Test
    void aReasonWithQuotesIsStillJson() throws Exception {
        up(files -> text(files, "fail 'the disk \"a\\b\" says\nno'"));
        failed("the disk ab says no");
    }

    /** Half a minute: a role that was made just now is refused at first. */
    @Test
    void aRoleThatMayNotReadSaysSoAsFarAsItMay() throws Exception {
        up(files -> {});
        Rule denied = Faults.deny("s3", "GET /" + BUCKET + "/deployments/demo/1/manifest");
        front.with(denied);
        try {
            failed("the manifest cannot be read from " + BUCKET);
        } finally {
            front.without(denied);
        }
    }
}
