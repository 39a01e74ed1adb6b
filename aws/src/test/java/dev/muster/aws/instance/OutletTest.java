package dev.muster.aws.instance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muster.aws.calls.AgentCalls;
import dev.muster.aws.cloud.Cloud;
import dev.muster.aws.front.Call;
import dev.muster.aws.front.Front;
import dev.muster.aws.front.StrictAws;
import dev.muster.core.state.NodeState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * What an agent publishes when all is well, read back with the {@code aws} command line.
 *
 * <p>Sabotage: positions are not kept; unknown numbers are sent as 0.
 */
class OutletTest {
    @RegisterExtension
    static final StrictAws AWS = StrictAws.emptyBeforeEach();

    @TempDir
    Path folder;

    private Bench bench;
    private Front front;
    private Deck deck;

    @BeforeEach
    void fresh() throws Exception {
        bench = new Bench(AWS, folder);
        front = bench.front;
        deck = bench.deck;
    }

    @AfterEach
    void gone() {
        bench.close();
    }

    @Test
    void theReportIsInTheBucketOnChangeAndEachMinute() throws Exception {
        deck.tell(Reported.of(NodeState.SYNCING, deck.instant()));
        deck.seconds(5);
        assertThat(bench.object("reports/demo/1.json").path("state").asText()).isEqualTo("syncing");
        assertThat(puts()).hasSize(1);
        deck.tell(Reported.of(NodeState.IN_SYNC, deck.instant()));
        deck.seconds(2);
        assertThat(bench.object("reports/demo/1.json").path("state").asText()).isEqualTo("in-sync");
        deck.seconds(120);
        assertThat(puts()).hasSizeBetween(3, 4);
    }

    private List<Call> puts() {
        return front.calls().stream()
                .filter(call -> call.method().equals("PUT") && call.service().equals("s3"))
                .toList();
    }

    @Test
    void theNumbersOfAMinuteAreOneCallAndUnknownOnesAreNotThere() throws Exception {
        deck.tell(Reported.of(NodeState.STARTING, deck.instant()));
        deck.seconds(1);
        deck.tell(Reported.of(NodeState.IN_SYNC, deck.instant()));
        deck.seconds(61);
        assertThat(front.calls("PutMetricData")).hasSize(2);
        assertThat(values("Heartbeat")).hasSizeBetween(1, 2);
        assertThat(values("Height")).containsExactly(100.0);
        assertThat(values("burn_height")).contains(70.5);
        assertThat(values("unknown")).isEmpty();
    }

    private List<Double> values(String metric) throws Exception {
        String query = Bench.MAPPER.writeValueAsString(List.of(Map.of(
                "Id",
                "m",
                "MetricStat",
                Map.of(
                        "Metric",
                        Map.of(
                                "Namespace",
                                "Muster",
                                "MetricName",
                                metric,
                                "Dimensions",
                                List.of(
                                        Map.of("Name", "Deployment", "Value", "demo"),
                                        Map.of("Name", "Slot", "Value", "1"))),
                        "Period",
                        60,
                        "Stat",
                        "Maximum"))));
        JsonNode answer = bench.aws(
                "cloudwatch",
                "get-metric-data",
                "--metric-data-queries",
                query,
                "--start-time",
                deck.instant().minusSeconds(3600).toString(),
                "--end-time",
                deck.instant().plusSeconds(60).toString());
        List<Double> values = new ArrayList<>();
        answer.path("MetricDataResults").path(0).path("Values").forEach(value -> values.add(value.asDouble()));
        return values;
    }

    @Test
    void everyLineIsThereOnceAlsoAfterOtherAgentsTookOver() throws Exception {
        List<String> all = new ArrayList<>();
        for (int agent = 0; agent < 4; agent++) {
            for (int i = 0; i < 250; i++) {
                String line = "block " + (agent * 250 + i) + " é";
                all.add(line);
                deck.write("logs/node.log", line + "\n");
                if (i % 50 == 0) {
                    deck.seconds(3);
                }
            }
            deck.write("boot.log", "boot " + agent + "\n");
            deck.seconds(6);
            deck.event("state", "agent " + agent);
            deck.seconds(6);
            deck.restart();
        }
        deck.seconds(10);
        assertThat(bench.lines("1/node")).containsExactlyElementsOf(all);
        assertThat(bench.lines("1/boot")).containsExactly("boot 0", "boot 1", "boot 2", "boot 3");
        assertThat(bench.lines("1/agent/events"))
                .containsExactly("state: agent 0", "state: agent 1", "state: agent 2", "state: agent 3");
    }

    @Test
    void moreThanACallTakesIsSentInSeveral() throws Exception {
        deck.write(
                "logs/node.log",
                IntStream.range(0, 12_000).mapToObj(i -> i + "\n").collect(Collectors.joining()));
        deck.write("logs/node.log", "x".repeat(300_000) + "\n");
        // An agent that dies between two calls, and its successor.
        deck.rounds(1);
        deck.restart();
        deck.rounds(5);
        List<JsonNode> sent = new ArrayList<>();
        for (Call call : front.calls("PutLogEvents")) {
            Bench.MAPPER.readTree(call.body()).path("logEvents").forEach(sent::add);
        }
        // The first call found no stream and was made again.
        List<String> messages = sent.stream()
                .skip(10_000)
                .map(event -> event.path("message").asText())
                .toList();
        assertThat(messages).hasSize(12_001);
        assertThat(messages.subList(0, 12_000))
                .isEqualTo(IntStream.range(0, 12_000).mapToObj(String::valueOf).toList());
        assertThat(messages.getLast()).hasSize(Batch.LONGEST).endsWith(Batch.CUT);
    }

    @Test
    void theOtherSlotsAreReadSeldomAndOnlyIfSomebodyWantsToKnow() throws Exception {
        for (int slot : List.of(1, 2, 3)) {
            Path file = folder.resolve("other.json");
            Files.writeString(
                    file, Bench.MAPPER.writeValueAsString(Reported.of(slot, NodeState.IN_SYNC, deck.instant(), 0)));
            bench.aws(
                    "s3api",
                    "put-object",
                    "--bucket",
                    Deck.BUCKET,
                    "--key",
                    "reports/demo/" + slot + ".json",
                    "--body",
                    file.toString());
        }
        try (Cloud cloud = Bench.cloud(front)) {
            BucketSlots others = new BucketSlots(Deck.HERE, cloud.objects(Deck.BUCKET));
            others.run(deck.instant());
            assertThat(front.calls()).isEmpty();
            assertThat(others.reports(deck.slot())).isEmpty();
            assertThat(others.run(deck.instant())).isEqualTo(BucketSlots.EACH);
            assertThat(others.reports(deck.slot()))
                    .extracting(report -> report.slot())
                    .containsExactly(2, 3);
        }
    }

    @Test
    void noCallIsMadeThatTheRoleHasNot() throws Exception {
        deck.tell(Reported.of(NodeState.IN_SYNC, deck.instant()));
        deck.write("logs/node.log", "hello\n");
        deck.seconds(70);
        Set<String> made = new TreeSet<>();
        for (Call call : front.calls()) {
            made.add(call.service().equals("s3") ? s3(call) : service(call) + ":" + call.action());
            assertThat(call.headers().get("authorization")).contains("Credential=ASIATEST/");
            assertThat(call.headers()).containsEntry("x-amz-security-token", "session");
        }
        assertThat(AgentCalls.ALL.stream().map(call -> call.action()).toList()).containsAll(made);
        assertThat(made)
                .containsExactlyInAnyOrder(
                        "s3:PutObject",
                        "cloudwatch:PutMetricData",
                        "logs:PutLogEvents",
                        "logs:CreateLogStream",
                        "cloudformation:SignalResource");
    }

    /** Role policies have other words for some services than signatures have. */
    private static String service(Call call) {
        return call.service().equals("monitoring") ? "cloudwatch" : call.service();
    }

    private static String s3(Call call) {
        assertThat(call.target()).startsWith("/" + Deck.BUCKET + "/reports/demo/1");
        assertThat(call.headers()).containsKey("x-amz-content-sha256");
        return call.method().equals("PUT") ? "s3:PutObject" : "s3:GetObject";
    }
}
