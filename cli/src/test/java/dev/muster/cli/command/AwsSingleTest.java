package dev.muster.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muster.agent.files.Json;
import dev.muster.aws.front.Front;
import dev.muster.aws.front.StrictAws;
import dev.muster.cli.Typed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * One node on AWS from up to down, before the strict front; what is there is asked with the aws command line.
 *
 * <p>Sabotage: the second up carries a change set out; an old report counts as an answer; down leaves the volume; a plan
 * by name looks on this machine alone.
 */
class AwsSingleTest {
    private static final String SPEC = """
            muster: 1
            name: lite
            blueprint: litecoin
            network: mainnet
            target: aws
            aws:
              instance: m5.large
              volume: {size: 256 GiB}
            """;

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
        typed = aws.typed(folder);
        spec = Files.writeString(folder.resolve("lite.yaml"), SPEC).toString();
    }

    private JsonNode json() throws Exception {
        return Json.tree(typed.out());
    }

    @Test
    void aNodeComesUpIsSeenFromElsewhereAndGoesWithoutARest() throws Exception {
        Map<String, List<String>> before = aws.inventory();

        assertThat(typed.run("up", spec)).isEqualTo(3);
        assertThat(typed.err()).contains("region us-east-1 by AWS_REGION", "add --yes");
        assertThat(front.calls("CreateChangeSet")).isEmpty();

        assertThat(typed.run("up", spec, "--yes", "--progress", "plain"))
                .as(typed.err())
                .isZero();
        assertThat(typed.out()).contains("lite is up");
        assertThat(typed.err()).contains("ok   Node lite/1: started", "ok   Data volume of node lite/1");
        assertThat(aws.text(
                        "cloudformation",
                        "describe-stacks",
                        "--stack-name",
                        "muster-lite",
                        "--query",
                        "Stacks[0].StackStatus"))
                .isEqualTo("CREATE_COMPLETE");
        assertThat(volumes("Size")).isEqualTo("256");
        assertThat(aws.text("s3", "ls", "s3://muster-123456789012-us-east-1/deployments/lite/1/"))
                .contains("manifest");

        Typed elsewhere = aws.typed(folder.resolve("elsewhere"));
        assertThat(elsewhere.run("status", "--region", "us-east-1", "--json")).isZero();
        JsonNode deployment = Json.tree(elsewhere.out()).path("deployments").path(0);
        assertThat(deployment.path("target").asText()).isEqualTo("aws");
        assertThat(deployment.path("region").asText()).isEqualTo("us-east-1");
        JsonNode node = deployment.path("nodes").path(0);
        assertThat(node.path("state").asText()).isEqualTo("unknown");
        assertThat(node.path("height").isNull()).isTrue();
        assertThat(node.path("reason").asText()).contains("it has told nothing yet");

        report(Instant.now());
        assertThat(elsewhere.run("status", "lite")).isZero();
        assertThat(elsewhere.out()).contains("lite/1  in-sync  height 2,876,543");
        report(Instant.now().minusSeconds(600));
        assertThat(elsewhere.run("status", "lite/1", "--json")).isZero();
        JsonNode late = Json.tree(elsewhere.out())
                .path("deployments")
                .path(0)
                .path("nodes")
                .path(0);
        assertThat(late.path("state").asText()).isEqualTo("unknown");
        assertThat(late.path("height").asLong()).isEqualTo(2876543);

        long executed = front.calls("ExecuteChangeSet").size();
        assertThat(typed.run("up", spec)).as(typed.err()).isZero();
        assertThat(typed.out()).contains("nothing to change");
        assertThat(front.calls("ExecuteChangeSet")).hasSize((int) executed);

        withoutASpec(elsewhere);
        Files.writeString(Path.of(spec), SPEC.replace("256 GiB", "300 GiB"));
        assertThat(typed.run("plan", spec, "--json")).as(typed.err()).isZero();
        assertThat(json().path("changes"))
                .filteredOn(change -> !change.path("action").asText().equals("keep"))
                .singleElement()
                .satisfies(change -> {
                    assertThat(change.path("action").asText()).isEqualTo("change");
                    assertThat(change.path("name").asText()).isEqualTo("Slot1Volume");
                });

        anotherSpecUnderItsChecksumIsRefused(elsewhere);
        assertThat(elsewhere.run("down", "lite", "--delete-data")).isEqualTo(3);
        assertThat(elsewhere.run("down", "lite", "--delete-data", "--yes", "--remove-bucket"))
                .as(elsewhere.err())
                .isZero();
        assertThat(elsewhere.out()).contains("lite is down");
        assertThat(aws.inventory()).isEqualTo(before);
        assertThat(elsewhere.run("status", "lite")).isEqualTo(2);
    }

    /** Another machine has neither the spec nor any state; the bucket has what the deployment was put up with. */
    private void withoutASpec(Typed elsewhere) throws Exception {
        assertThat(elsewhere.run("plan", "lite")).as(elsewhere.err()).isZero();
        assertThat(elsewhere.out()).contains("Nothing to change");
        assertThat(elsewhere.err()).contains("against account 123456789012, region us-east-1 by its stack");
        assertThat(elsewhere.run("up", "lite")).as(elsewhere.err()).isZero();
        assertThat(elsewhere.out()).contains("nothing to change");
        assertThat(elsewhere.run("stop", "lite", "--instance"))
                .as(elsewhere.err())
                .isZero();
        assertThat(capacity()).isEqualTo("0");
        assertThat(elsewhere.run("start", "lite")).as(elsewhere.err()).isZero();
        assertThat(capacity()).isEqualTo("1");
        assertThat(elsewhere.run("plan", "light")).isEqualTo(2);
        assertThat(elsewhere.err()).contains("no deployment on AWS is called \"light\"");
    }

    private void anotherSpecUnderItsChecksumIsRefused(Typed elsewhere) throws Exception {
        String bucket = "muster-123456789012-us-east-1";
        Path file = folder.resolve("manifest");
        aws.text("s3api", "get-object", "--bucket", bucket, "--key", "deployments/lite/1/manifest", file.toString());
        String sum = Files.readAllLines(file).stream()
                .filter(line -> line.endsWith("  spec.yaml"))
                .map(line -> line.substring(0, 64))
                .findFirst()
                .orElseThrow();
        Files.writeString(file, "name: other\n");
        aws.text("s3", "cp", file.toString(), "s3://" + bucket + "/deployments/lite/files/" + sum);
        assertThat(elsewhere.run("plan", "lite")).isEqualTo(1);
        assertThat(elsewhere.err()).contains("spec.yaml in " + bucket + " is not what the manifest says", "-f FILE");
    }

    private String capacity() throws Exception {
        return aws.text(
                "autoscaling", "describe-auto-scaling-groups", "--query", "AutoScalingGroups[].DesiredCapacity");
    }

    /** Of the deployment's own data volumes; instances have others. */
    private String volumes(String what) throws Exception {
        return aws.text(
                "ec2",
                "describe-volumes",
                "--filters",
                "Name=tag:muster:deployment,Values=lite",
                "--query",
                "Volumes[]." + what);
    }

    private void report(Instant at) throws Exception {
        String text =
                Files.readString(Path.of("src/test/resources/aws/report.json")).replace("AT", at.toString());
        Path file = Files.writeString(folder.resolve("report.json"), text);
        aws.text("s3", "cp", file.toString(), "s3://muster-123456789012-us-east-1/reports/lite/1.json");
    }

    /** Sabotage: an image that was chosen once is kept whatever it is for. */
    @Test
    void anotherArchitectureGetsAnImageOfItsOwnAndNothingElseDoes() throws Exception {
        front.stacks().pace(1000);
        assertThat(typed.run("up", spec, "--yes")).as(typed.err()).isZero();
        String first = image();
        Files.writeString(Path.of(spec), SPEC.replace("m5.large", "m5.xlarge"));
        assertThat(typed.run("up", spec, "--yes")).as(typed.err()).isZero();
        assertThat(image()).isEqualTo(first);
        Files.writeString(Path.of(spec), SPEC.replace("m5.large", "m7g.large"));
        assertThat(typed.run("up", spec, "--yes")).as(typed.err()).isZero();
        assertThat(image()).startsWith("ami-").isNotEqualTo(first);
    }

    private String image() throws Exception {
        return aws.text(
                "cloudformation",
                "describe-stacks",
                "--stack-name",
                "muster-lite",
                "--query",
                "Stacks[0].Parameters[?ParameterKey=='Image'].ParameterValue");
    }

    /** Sabotage: data are kept whatever the network is. */
    @Test
    void dataOfADevNetworkGoWithItUnasked() throws Exception {
        front.stacks().pace(1000);
        Files.writeString(Path.of(spec), SPEC.replace("mainnet", "regtest"));
        assertThat(typed.run("up", spec, "--yes")).as(typed.err()).isZero();
        assertThat(typed.run("down", "lite", "--keep-data")).as(typed.err()).isZero();
        assertThat(volumes("VolumeId")).startsWith("vol-");
        assertThat(typed.run("down", "lite", "--delete-data", "--yes"))
                .as(typed.err())
                .isZero();
        assertThat(typed.run("up", spec, "--yes")).as(typed.err()).isZero();
        assertThat(typed.run("down", "lite")).as(typed.err()).isZero();
        assertThat(typed.out()).contains("lite is down").doesNotContain("data stay");
        assertThat(volumes("VolumeId")).isEmpty();
    }

    @Test
    void dataStayUnlessTheyAreToGo() throws Exception {
        assertThat(typed.run("up", spec, "--yes")).as(typed.err()).isZero();
        String volume = volumes("VolumeId");
        assertThat(typed.run("down", "lite", "--yes")).as(typed.err()).isZero();
        assertThat(typed.out()).contains("data stay in " + volume + ", 256 GiB", "muster aws remove");
        assertThat(volumes("VolumeId")).isEqualTo(volume);
        assertThat(typed.run("down", "lite", "--delete-data", "--yes"))
                .as(typed.err())
                .isZero();
        assertThat(volumes("VolumeId")).isEmpty();
        assertThat(typed.run("aws", "remove", "--yes")).as(typed.err()).isZero();
        assertThat(aws.text("s3", "ls")).isEmpty();
    }
}
