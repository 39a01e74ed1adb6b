package dev.muster.aws.instance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.agent.outlet.Outlet;
import dev.muster.aws.front.Answer;
import dev.muster.aws.front.Call;
import dev.muster.aws.front.CutException;
import dev.muster.aws.front.Emulator;
import dev.muster.aws.front.Faults;
import dev.muster.aws.front.Front;
import dev.muster.aws.front.Rule;
import dev.muster.aws.front.StrictAws;
import dev.muster.core.fault.FaultWatch;
import dev.muster.core.fault.Hashes;
import dev.muster.core.state.NodeState;
import dev.muster.core.value.Name;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * What an agent publishes while AWS is away, refuses, throttles and hangs up, read back with the {@code aws} command
 * line.
 *
 * <p>Sabotage: a trouble that lasts is told with each failure.
 */
class PublishTest {
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

    /** A row whose data are the lines of the node's log, as written and as AWS has them in the end. */
    private FaultWatch row(String fault, String how, List<String> lines) {
        return FaultWatch.of("AWS", fault, how)
                .handedIn(deck)
                .data(
                        "lines of the node's log",
                        Hashes.lines(lines),
                        () -> Hashes.lines(
                                bench.lines("1/node").stream().distinct().toList()));
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
        assertThat(bench.lines("1/node")).hasSize(600);
        assertThat(bench.object("reports/demo/1.json").path("state").asText()).isEqualTo("stalled");
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
        assertThat(bench.lines("1/node")).containsExactly("hello");
        assertThat(front.calls("PutMetricData")).hasSizeBetween(5, 7);
        row.mended();
        deck.until("over: the report cannot be written", 90);
        assertThat(bench.object("reports/demo/1.json").path("state").asText()).isEqualTo("in-sync");
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
            row.told(
                    "in-sync",
                    bench.object("reports/demo/1.json").path("reason").asText(),
                    "",
                    310);
        } finally {
            front.without(throttled);
        }
        assertThat(bench.lines("1/node")).containsExactly("hello");
        assertThat(bench.object("reports/demo/1.json").path("state").asText()).isEqualTo("in-sync");
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
            row.told(
                    "in-sync",
                    bench.object("reports/demo/1.json").path("reason").asText(),
                    "",
                    90);
        } finally {
            front.without(cut);
        }
        row.mended();
        deck.seconds(70);
        row.recovered(90);
        // AWS has taken a batch whose answer was cut off, and nobody can know: it is there twice.
        assertThat(bench.lines("1/node").stream().distinct()).containsExactlyElementsOf(all);
        assertThat(bench.object("reports/demo/1.json").path("state").asText()).isEqualTo("in-sync");
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
                            Bench.environment(front),
                            new InstanceOutlet.Machine(
                                    folder.resolve("boot_id"),
                                    folder.resolve("boot.log"),
                                    deck,
                                    new SplittableRandom(1)))
                    .open(deck);
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
            outlet.close();
            // Its end waits for AWS as little as its beginning does: eight seconds a thread.
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(25));
        } finally {
            front.without(slow);
        }
    }
}
