package dev.muster.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.aws.front.Front;
import dev.muster.aws.front.StrictAws;
import dev.muster.cli.Typed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Waiting for nodes that sync, secrets that change, and what is offered at the end.
 *
 * <p>Sabotage: an old report counts as in sync; the snapshot is begun after the volume went.
 */
class AwsAfterwardsTest {
    @RegisterExtension
    static final StrictAws AWS = StrictAws.emptyBeforeEach();

    @TempDir
    Path folder;

    private final Front front = AWS.front();
    private final Aws aws = Aws.of(AWS);
    private Typed typed;
    private String spec = "";

    @BeforeEach
    void empty() throws Exception {
        front.stacks().pace(1000);
        typed = aws.typed(folder);
        spec = Files.writeString(folder.resolve("lite.yaml"), AwsSpecs.SINGLE).toString();
        assertThat(typed.run("up", spec, "--yes")).as(typed.err()).isZero();
    }

    private void report(String state, String height, String more) throws Exception {
        String text = Files.readString(Path.of("src/test/resources/aws/report.json"))
                .replace("AT", Instant.now().toString())
                .replace("\"in-sync\"", "\"" + state + "\"")
                .replace("\"height\":2876543", "\"height\":" + height + more);
        Path file = Files.writeString(folder.resolve("report.json"), text);
        aws.text("s3", "cp", file.toString(), "s3://muster-123456789012-us-east-1/reports/lite/1.json");
    }

    /** The first look finds it syncing, the second in sync. */
    @Test
    void upWaitsUntilNodesAreInSyncAndTellsHowLongItTakes() throws Exception {
        report("syncing", "1000000", ",\"etaSeconds\":7200,\"etaLowSeconds\":6000,\"etaHighSeconds\":9000");
        Thread mended = Thread.ofVirtual().unstarted(() -> {
            try {
                while (front.calls().stream()
                        .noneMatch(call ->
                                call.method().equals("GET") && call.target().contains("/reports/lite/1.json"))) {
                    Thread.sleep(50);
                }
                report("in-sync", "2876543", "");
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        front.forgetCalls();
        mended.start();
        assertThat(typed.run("up", spec, "--wait", "in-sync", "--progress", "json"))
                .as(typed.err())
                .isZero();
        mended.join();
        assertThat(typed.err() + typed.out())
                .containsPattern("lite/1 syncing, height 1,000,000.*in sync in \\S.* to ")
                .containsPattern("lite/1 in-sync, height 2,876,543");
        report("failed", "1", "");
        assertThat(typed.run("up", spec, "--wait", "in-sync")).isEqualTo(1);
        assertThat(typed.err()).contains("lite/1 is failed: at the tip", "muster logs lite/1");
        assertThat(typed.run("up", spec, "--wait", "tomorrow")).isEqualTo(2);
    }

    @Test
    void aSecretGetsANewValueThatNobodySees() throws Exception {
        assertThat(typed.run("secret", "rotate", "rpc-password", "-d", "lite"))
                .as(typed.err())
                .isZero();
        assertThat(typed.out()).contains("rpc-password has a new value");
        assertThat(typed.err()).contains("what it does to the node cannot be told", "within an hour");
        String value = aws.text(
                "secretsmanager",
                "get-secret-value",
                "--secret-id",
                "muster/lite/rpc-password",
                "--query",
                "SecretString");
        assertThat(value).matches("[0-9a-f]{64}");
        assertThat(typed.out() + typed.err()).doesNotContain(value);
        assertThat(typed.run("secret", "rotate", "other", "-d", "lite")).isEqualTo(2);
        assertThat(typed.err()).contains("no secret \"other\" of lite to rotate");
    }

    @Test
    void aLastSnapshotStaysWhenTheDataGo() throws Exception {
        String volume = aws.text(
                "ec2",
                "describe-volumes",
                "--filters",
                "Name=tag:muster:deployment,Values=lite",
                "--query",
                "Volumes[].VolumeId");
        Typed person = aws.typedOnTerminal(folder, "lite", "y", "y");
        assertThat(person.run("down", "lite", "--delete-data")).as(person.err()).isZero();
        assertThat(person.out()).containsPattern("the snapshot snap-\\w+ stays");
        assertThat(person.err()).contains("Keep a last snapshot", "Remove its bucket muster-123456789012-us-east-1");
        assertThat(person.out()).contains("the bucket muster-123456789012-us-east-1 is gone too");
        assertThat(aws.text(
                        "ec2",
                        "describe-snapshots",
                        "--filters",
                        "Name=tag:muster:deployment,Values=lite",
                        "--query",
                        "Snapshots[].VolumeId"))
                .isEqualTo(volume);
        assertThat(aws.text("s3", "ls")).isEmpty();
    }
}
