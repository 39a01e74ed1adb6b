package dev.muster.aws.instance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.muster.agent.outlet.Outlet;
import dev.muster.agent.testing.Needs;
import dev.muster.aws.calls.AgentCalls;
import dev.muster.aws.cloud.Cloud;
import dev.muster.aws.front.Answer;
import dev.muster.aws.front.Call;
import dev.muster.aws.front.CutException;
import dev.muster.aws.front.Emulator;
import dev.muster.aws.front.Faults;
import dev.muster.aws.front.Front;
import dev.muster.aws.front.Rule;
import dev.muster.core.fault.FaultWatch;
import dev.muster.core.fault.Hashes;
import dev.muster.core.state.NodeState;
import dev.muster.core.value.Name;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What an agent publishes, read back with the {@code aws} command line.
 *
 * <p>Sabotage: positions are not kept; a trouble that lasts is told with each failure; unknown numbers are sent as 0.
 */
class PublishTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static Emulator emulator;
    private static Front front;
    private static dev.muster.aws.boot.Metadata metadata;

    @TempDir
    Path folder;

    private Deck deck;

    @BeforeAll
    static void start() throws Exception {
        emulator = Emulator.start();
        front = Front.before(emulator);
        metadata = new dev.muster.aws.boot.Metadata();
    }

    @AfterAll
    static void stop() {
        metadata.close();
        front.close();
        emulator.close();
    }

    @BeforeEach
    void fresh() throws Exception {
        front.reset();
        try (Cloud cloud = cloud()) {
            cloud.s3().createBucket(make -> make.bucket(Deck.BUCKET));
            cloud.jsonQuery("logs").call("CreateLogGroup", Map.of("logGroupName", "/muster/demo"));
        }
        front.forgetCalls();
        deck = new Deck(folder, front.uri(), metadata.port());
    }

    private static Cloud cloud() {
        return InstanceWorld.cloud(
                Deck.HERE,
                Map.of(
                        "AWS_ENDPOINT_URL", front.uri().toString(),
                        "AWS_ACCESS_KEY_ID", "test",
                        "AWS_SECRET_ACCESS_KEY", "test"));
    }

    /** The judge; it talks to the emulator and not through the front, so that its calls are not the agent's. */
    private JsonNode aws(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(Needs.tool("aws").toString(), "--endpoint-url"));
        command.add(emulator.uri().toString());
        command.addAll(List.of("--region", "us-east-1", "--output", "json"));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("AWS_ACCESS_KEY_ID", "test");
        builder.environment().put("AWS_SECRET_ACCESS_KEY", "test");
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        return said.isBlank() ? MAPPER.createObjectNode() : MAPPER.readTree(said);
    }

    private JsonNode object(String key) throws Exception {
        Path file = folder.resolve("object");
        aws("s3api", "get-object", "--bucket", Deck.BUCKET, "--key", key, file.toString());
        return MAPPER.readTree(Files.readString(file));
    }

    private List<String> lines(String stream) throws Exception {
        JsonNode answer = aws(
                "logs",
                "get-log-events",
                "--log-group-name",
                "/muster/demo",
                "--log-stream-name",
                stream,
                "--start-from-head");
        List<String> lines = new ArrayList<>();
        answer.path("events").forEach(event -> lines.add(event.path("message").asText()));
        return lines;
    }

    /** A row whose data are the lines of the node's log, as written and as AWS has them in the end. */
    private FaultWatch row(String fault, String how, List<String> lines) {
        return FaultWatch.of("AWS", fault, how)
                .handedIn(deck)
                .data(
                        "lines of the node's log",
                        Hashes.lines(lines),
                        () -> Hashes.lines(lines("1/node").stream().distinct().toList()));
    }

    private static Rule away() {
        return new Rule() {
            @Override
            public Optional<Answer> before(Call call, Emulator behind) throws IOException {
                throw new CutException();
            }
        };
    }

    @Test
    void theReportIsInTheBucketOnChangeAndEachMinute() throws Exception {
        deck.tell(Reported.of(NodeState.SYNCING, deck.instant()));
        deck.seconds(5);
        assertThat(object("reports/demo/1.json").path("state").asText()).isEqualTo("syncing");
        assertThat(puts()).hasSize(1);
        deck.tell(Reported.of(NodeState.IN_SYNC, deck.instant()));
        deck.seconds(2);
        assertThat(object("reports/demo/1.json").path("state").asText()).isEqualTo("in-sync");
        deck.seconds(120);
        assertThat(puts()).hasSizeBetween(3, 4);
    }

    private static List<Call> puts() {
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
        String query = MAPPER.writeValueAsString(List.of(Map.of(
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
        JsonNode answer = aws(
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
        assertThat(lines("1/node")).containsExactlyElementsOf(all);
        assertThat(lines("1/boot")).containsExactly("boot 0", "boot 1", "boot 2", "boot 3");
        assertThat(lines("1/agent/events"))
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
            MAPPER.readTree(call.body()).path("logEvents").forEach(sent::add);
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
    void awsAwayForTenMinutesIsOneEventAndNothingIsLost() throws Exception {
        deck.tell(Reported.of(NodeState.IN_SYNC, deck.instant()));
        deck.seconds(10);
        Rule away = away();
        List<String> all =
                IntStream.range(0, 600).mapToObj(second -> "second " + second).toList();
        FaultWatch row =
                row("AWS is away for 10 minutes", "each connection is cut", all).injected();
        front.with(away);
        int before = front.calls().size();
        for (int second = 0; second < 600; second++) {
            deck.write("logs/node.log", all.get(second) + "\n");
            deck.seconds(1);
            if (!row.isTold() && deck.told().toString().contains("does not answer")) {
                row.told("as it was", deck.told().getLast(), "AWS does not answer", 90);
            }
        }
        int asked = front.calls().size() - before;
        front.without(away);
        row.mended();
        deck.tell(Reported.of(NodeState.STALLED, deck.instant()));
        deck.seconds(70);
        row.recovered(90);
        assertThat(deck.told().stream().filter(told -> told.contains("does not answer")))
                .hasSize(1);
        assertThat(deck.told().stream().filter(told -> told.contains("AWS answers again")))
                .hasSize(1);
        // Report, numbers, logs, signal: each in ever longer pauses.
        assertThat(asked).isLessThan(150);
        assertThat(lines("1/node")).hasSize(600);
        assertThat(object("reports/demo/1.json").path("state").asText()).isEqualTo("stalled");
    }

    @Test
    void whoMayNotWriteTheReportStillPublishesTheRest() throws Exception {
        Rule denied = Faults.deny("s3", "PUT /" + Deck.BUCKET + "/reports/demo/1.json");
        FaultWatch row = row("a call is denied", "AccessDenied to PutObject of the report", List.of("hello"))
                .injected();
        front.with(denied);
        try {
            deck.tell(Reported.of(NodeState.IN_SYNC, deck.instant()));
            deck.write("logs/node.log", "hello\n");
            row.told("as it was", deck.until("the report cannot be written", 120), "may not", 120);
            deck.seconds(300);
        } finally {
            front.without(denied);
        }
        assertThat(deck.told().stream().filter(told -> told.contains("the report cannot be written")))
                .singleElement()
                .asString()
                .contains("may not");
        assertThat(lines("1/node")).containsExactly("hello");
        assertThat(front.calls("PutMetricData")).hasSizeBetween(5, 7);
        row.mended();
        deck.until("over: the report cannot be written", 90);
        assertThat(object("reports/demo/1.json").path("state").asText()).isEqualTo("in-sync");
        row.recovered(90);
    }

    @Test
    void throttledCallsComeThroughInTheEnd() throws Exception {
        Rule throttled = Faults.throttle(0.6, 3);
        FaultWatch row = row("calls are throttled", "60 % of all calls: Throttling, for 5 minutes", List.of("hello"))
                .injected();
        front.with(throttled);
        try {
            deck.tell(Reported.of(NodeState.IN_SYNC, deck.instant()));
            deck.write("logs/node.log", "hello\n");
            deck.seconds(300);
            row.told("in-sync", object("reports/demo/1.json").path("reason").asText(), "", 310);
        } finally {
            front.without(throttled);
        }
        assertThat(lines("1/node")).containsExactly("hello");
        assertThat(object("reports/demo/1.json").path("state").asText()).isEqualTo("in-sync");
        row.mended();
        row.recovered(1);
    }

    @Test
    void answersThatAreCutOffLoseNoLine() throws Exception {
        Rule cut = Faults.cut(3);
        List<String> all = IntStream.range(0, 12).mapToObj(i -> "line " + i).toList();
        FaultWatch row = row("answers are cut off", "each third connection, after AWS has done what was asked", all)
                .injected();
        front.with(cut);
        try {
            deck.tell(Reported.of(NodeState.IN_SYNC, deck.instant()));
            for (int i = 0; i < 12; i++) {
                deck.write("logs/node.log", all.get(i) + "\n");
                deck.seconds(6);
            }
            row.told("in-sync", object("reports/demo/1.json").path("reason").asText(), "", 90);
        } finally {
            front.without(cut);
        }
        row.mended();
        deck.seconds(70);
        row.recovered(90);
        // AWS has taken a batch whose answer was cut off, and nobody can know: it is there twice.
        assertThat(lines("1/node").stream().distinct()).containsExactlyElementsOf(all);
        assertThat(object("reports/demo/1.json").path("state").asText()).isEqualTo("in-sync");
    }

    @Test
    void aCallThatHangsHoldsUpNoAgent() throws Exception {
        Rule slow = Faults.delay(Duration.ofSeconds(20));
        front.with(slow);
        try {
            deck.tell(Reported.of(NodeState.IN_SYNC, deck.instant()));
            long begin = System.nanoTime();
            // What hangs is carried out in the end, in the midst of another test: it is of another deployment.
            Here late = new Here(new Name("late"), "1", Deck.HERE.region(), Deck.BUCKET);
            Outlet.Opened outlet = InstanceWorld.outlet(
                            late,
                            Map.of(
                                    "AWS_ENDPOINT_URL", front.uri().toString(),
                                    "AWS_ACCESS_KEY_ID", "test",
                                    "AWS_SECRET_ACCESS_KEY", "test"),
                            new InstanceOutlet.Machine(
                                    folder.resolve("boot_id"),
                                    folder.resolve("boot.log"),
                                    deck,
                                    new java.util.SplittableRandom(1)))
                    .open(deck);
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
            outlet.close();
            // Its end waits for AWS as little as its beginning does: eight seconds a thread.
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(25));
        } finally {
            front.without(slow);
        }
    }

    @Test
    void theOtherSlotsAreReadSeldomAndOnlyIfSomebodyWantsToKnow() throws Exception {
        for (int slot : List.of(1, 2, 3)) {
            Path file = folder.resolve("other.json");
            Files.writeString(file, MAPPER.writeValueAsString(Reported.of(slot, NodeState.IN_SYNC, deck.instant(), 0)));
            aws(
                    "s3api",
                    "put-object",
                    "--bucket",
                    Deck.BUCKET,
                    "--key",
                    "reports/demo/" + slot + ".json",
                    "--body",
                    file.toString());
        }
        try (Cloud cloud = cloud()) {
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
