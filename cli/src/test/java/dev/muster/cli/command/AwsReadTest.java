package dev.muster.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muster.agent.files.Json;
import dev.muster.aws.front.Call;
import dev.muster.aws.front.Front;
import dev.muster.aws.front.StrictAws;
import dev.muster.cli.Typed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * What an operator reads day by day of nodes on AWS that are up, before the strict front: logs, events and numbers that
 * the aws command line has put there.
 */
class AwsReadTest {
    @RegisterExtension
    static final StrictAws AWS = StrictAws.keptFromTestToTest();

    @TempDir
    static Path common;

    @TempDir
    Path folder;

    private final Front front = AWS.front();
    private final Aws aws = Aws.of(AWS);
    private Typed typed;

    @BeforeAll
    static void up() throws Exception {
        AWS.front().stacks().pace(1000);
        Typed typed = Aws.of(AWS).typed(common);
        String spec =
                Files.writeString(common.resolve("lite.yaml"), AwsSpecs.SINGLE).toString();
        assertThat(typed.run("up", spec, "--yes")).as(typed.err()).isZero();
    }

    @BeforeEach
    void forget() {
        front.forgetCalls();
        typed = aws.typed(common);
    }

    private void log(String stream, String... texts) throws Exception {
        aws.text("logs", "create-log-stream", "--log-group-name", "/muster/lite", "--log-stream-name", stream);
        List<String> words = new ArrayList<>(
                List.of("logs", "put-log-events", "--log-group-name", "/muster/lite", "--log-stream-name", stream));
        words.add("--log-events");
        for (String text : texts) {
            words.add("timestamp=" + Instant.now().toEpochMilli() + ",message=" + text);
        }
        aws.text(words.toArray(String[]::new));
    }

    @Test
    void logsAreReadBySourceAndTimeAndCount() throws Exception {
        log("1/node", "one", "two", "three");
        log("1/agent", "agent-here");
        log("1/boot", "boot-here");
        assertThat(typed.run("logs", "lite")).as(typed.err()).isZero();
        assertThat(typed.out()).isEqualTo("one\ntwo\nthree\n");
        assertThat(typed.run("logs", "lite", "-n", "1")).isZero();
        assertThat(typed.out()).isEqualTo("three\n");
        assertThat(typed.run("logs", "lite", "--source", "boot", "--node", "1", "--json"))
                .isZero();
        assertThat(Json.tree(typed.out()).path("line").asText()).isEqualTo("boot-here");
        assertThat(typed.run("logs", "lite/1", "--source", "agent")).isZero();
        assertThat(typed.out()).isEqualTo("agent-here\n");
        Typed later = aws.typed(common).withClock(() -> Instant.now().plusSeconds(7200));
        assertThat(later.run("logs", "lite")).isZero();
        assertThat(later.out()).isEmpty();
        assertThat(later.err()).contains("nothing was written by 1/node in this time");
        assertThat(later.run("logs", "lite", "--since", "3h")).isZero();
        assertThat(later.out()).contains("three");
        assertThat(typed.run("logs", "lite", "--source", "moon")).isEqualTo(2);
    }

    private void report() throws Exception {
        String text = Files.readString(Path.of("src/test/resources/aws/report.json"))
                .replace("AT", Instant.now().toString())
                .replace("\"endpoints\":{}", "\"endpoints\":{\"rpc\":\"http://10.0.0.7:9332/\"}");
        Path file = Files.writeString(folder.resolve("report.json"), text);
        aws.text("s3", "cp", file.toString(), "s3://muster-123456789012-us-east-1/reports/lite/1.json");
    }

    @Test
    void eventsTellOfTheStackAndOfTheNode() throws Exception {
        report();
        assertThat(typed.run("events", "lite", "-n", "200")).as(typed.err()).isZero();
        assertThat(typed.out())
                .contains("stack  muster-lite CREATE_COMPLETE", "1  stack  Slot1Volume CREATE_COMPLETE")
                .contains("1  state  in-sync: at the tip");
        assertThat(typed.run("events", "lite/1", "-n", "2", "--json")).isZero();
        List<String> two = typed.out().lines().toList();
        assertThat(two)
                .hasSize(2)
                .allSatisfy(line ->
                        assertThat(Json.tree(line).path("slot").asText()).isEqualTo("1"));
    }

    @Test
    void numbersComeFromTheReportAndOverTimeFromCloudWatch() throws Exception {
        report();
        assertThat(typed.run("metrics", "lite")).as(typed.err()).isZero();
        assertThat(typed.out()).contains("muster_height{deployment=\"lite\"", "} 2876543");
        aws.text(
                "cloudwatch",
                "put-metric-data",
                "--namespace",
                "Muster",
                "--metric-name",
                "Height",
                "--value",
                "41",
                "--dimensions",
                "Deployment=lite,Slot=1");
        Typed later = aws.typed(common).withClock(() -> Instant.now().plusSeconds(60));
        assertThat(later.run("metrics", "lite", "--since", "1h"))
                .as(later.err())
                .isZero();
        JsonNode series = Json.tree(later.out()).path("series");
        assertThat(series.path("Height"))
                .singleElement()
                .satisfies(value -> assertThat(value.asDouble()).isEqualTo(41));
        assertThat(series.path("Lag").isEmpty()).isTrue();
        assertThat(typed.run("endpoint", "lite", "--json")).isZero();
        assertThat(Json.tree(typed.out()).path("lite/1 rpc").path("url").asText())
                .isEqualTo("http://10.0.0.7:9332/");
    }

    /** Whoever only looks changes nothing. */
    @Test
    void readersMakeNoCallThatChangesAnything() throws Exception {
        report();
        front.forgetCalls();
        for (String command : List.of("status", "events", "metrics", "endpoint", "logs")) {
            assertThat(typed.run(command, "lite")).as(typed.err()).isZero();
        }
        assertThat(front.calls())
                .extracting(Call::action)
                .allMatch(action -> action.matches("(Describe|Get|List|Filter|GET |HEAD ).*"));
    }
}
