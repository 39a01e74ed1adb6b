package dev.muster.aws.instance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.aws.boot.Metadata;
import dev.muster.aws.cloud.Cloud;
import dev.muster.aws.front.Faults;
import dev.muster.aws.front.Front;
import dev.muster.aws.front.Rule;
import dev.muster.aws.front.StrictAws;
import dev.muster.core.fault.FaultWatch;
import dev.muster.core.state.NodeState;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * The life of an instance as its agent follows it, by the calls that arrive.
 *
 * <p>Sabotage: a trouble that lasts is told with each failure.
 */
class LifeTest {
    @RegisterExtension
    static final StrictAws AWS = StrictAws.emptyBeforeEach();

    @TempDir
    Path folder;

    private Bench bench;
    private Front front;
    private Metadata metadata;
    private Deck deck;

    @BeforeEach
    void fresh() throws Exception {
        bench = new Bench(AWS, folder);
        front = bench.front;
        metadata = bench.metadata;
        deck = bench.deck;
        front.with(new Taken());
    }

    @AfterEach
    void gone() {
        bench.close();
    }

    @Test
    void aSignalThatIsRefusedIsToldAndMadeAgain() throws Exception {
        Rule denied = Faults.deny("cloudformation", "SignalResource");
        front.with(denied);
        FaultWatch row = FaultWatch.of(
                        "AWS", "the signal that a node has started is denied", "AccessDenied to SignalResource")
                .handedIn(deck)
                .injected();
        try {
            deck.tell(Reported.of(NodeState.IN_SYNC, deck.instant()));
            row.told("as it was", deck.until("may not", 180), "SignalResource", 180);
        } finally {
            front.without(denied);
        }
        int before = front.calls("SignalResource").size();
        row.mended();
        for (int second = 0; second < 120 && front.calls("SignalResource").size() == before; second++) {
            deck.seconds(1);
        }
        assertThat(front.calls("SignalResource")).hasSize(before + 1);
        row.recovered(90);
    }

    @Test
    void anInstanceThatIsTerminatedStopsItsNodeAndIsKeptAliveMeanwhile() throws Exception {
        deck.tell(Reported.of(NodeState.IN_SYNC, deck.instant()));
        metadata.say("autoscaling/target-lifecycle-state", "InService");
        deck.seconds(30);
        assertThat(deck.ended()).isEmpty();
        metadata.say("autoscaling/target-lifecycle-state", "Terminated");
        deck.seconds(6);
        assertThat(deck.ended()).isEqualTo("the instance is being terminated by its group");
        deck.seconds(300);
        assertThat(front.calls("RecordLifecycleActionHeartbeat"))
                .hasSizeBetween(5, 6)
                .allSatisfy(call -> {
                    assertThat(call.value("AutoScalingGroupName")).contains("muster-demo-1");
                    assertThat(call.value("LifecycleHookName")).contains("muster-stop");
                    assertThat(call.value("InstanceId")).contains(Metadata.INSTANCE);
                });
        assertThat(front.calls("CompleteLifecycleAction")).isEmpty();
        assertThat(deck.told().stream().filter(told -> told.contains("terminated")))
                .hasSize(1);
    }

    @Test
    void aSpotInstanceThatMayBeTakenBackIsOnlyTold() throws Exception {
        deck.tell(Reported.of(NodeState.IN_SYNC, deck.instant()));
        FaultWatch row = FaultWatch.of(
                        "AWS",
                        "a spot instance may soon be taken back",
                        "a rebalance recommendation of the metadata service")
                .handedIn(deck)
                .injected();
        metadata.say("events/recommendations/rebalance", "{\"noticeTime\":\"2026-11-23T12:00:00Z\"}");
        row.told("in-sync", deck.until("taken back", 60), "the spot instance may soon be taken back", 10);
        deck.seconds(60);
        assertThat(deck.ended()).isEmpty();
        assertThat(deck.told().stream().filter(told -> told.contains("may soon be taken back")))
                .hasSize(1);
        metadata.unsay("events/recommendations/rebalance");
        row.mended();
        deck.seconds(10);
        assertThat(deck.ended()).as("why the node was stopped").isEmpty();
        row.recovered(60);
    }

    @Test
    void aMetadataServiceThatIsAwayIsOneEvent() throws Exception {
        FaultWatch row = FaultWatch.of(
                        "AWS", "the metadata service is away for 10 minutes", "a service that answers 503")
                .handedIn(deck)
                .injected();
        metadata.away(Integer.MAX_VALUE);
        row.told("as it was", deck.until("metadata service", 120), "the metadata service does not answer", 120);
        deck.seconds(600);
        assertThat(deck.told().stream().filter(told -> told.contains("the metadata service does not answer")))
                .hasSize(1);
        // AWS cannot be asked either, which is told of on its own, once too.
        assertThat(deck.told().stream().filter(told -> told.contains("metadata service")))
                .hasSize(2)
                .anyMatch(told -> told.contains("AWS does not answer: the metadata service gives no credentials"));
        metadata.away(0);
        row.mended();
        deck.until("over: ", 120);
        row.recovered(120);
    }

    @Test
    void aClockThatIsFarOffIsTold() throws Exception {
        FaultWatch row = FaultWatch.of("AWS", "the clock is an hour ahead", "the machine's clock, set on by an hour");
        deck.pass(3600);
        row.handedIn(deck).injected();
        deck.tell(Reported.of(NodeState.IN_SYNC, deck.instant()));
        row.told("as it was", deck.until("clock", 120), "ahead of AWS's", 120);
        deck.seconds(120);
        assertThat(deck.told().stream().filter(told -> told.contains("clock"))).hasSize(1);
        deck.pass(Duration.between(deck.instant(), Instant.now()).toSeconds());
        row.mended();
        deck.tell(Reported.of(NodeState.SYNCING, deck.instant()));
        deck.until("right again", 60);
        row.recovered(120);
    }

    @Test
    void anInstanceWhoseDiskTakesNoWritesIsGivenUpOnceButNotWhileItsNodeSyncs() throws Exception {
        try (Cloud cloud = Bench.cloud(front)) {
            LifeHook hook = new LifeHook(Deck.HERE, cloud.query("autoscaling"));
            HealthJob job = new HealthJob(deck, new Self(path -> Optional.of(Metadata.INSTANCE)), hook, () -> true);
            deck.tell(Reported.of(NodeState.SYNCING, deck.instant()));
            for (int minute = 0; minute < 60; minute++) {
                deck.pass(60);
                job.run(deck.instant());
            }
            assertThat(front.calls("SetInstanceHealth")).isEmpty();
            deck.tell(Reported.of(NodeState.STALLED, deck.instant()));
            for (int minute = 0; minute < 60; minute++) {
                deck.pass(60);
                job.run(deck.instant());
            }
        }
        assertThat(front.calls("SetInstanceHealth")).singleElement().satisfies(call -> {
            assertThat(call.value("InstanceId")).contains(Metadata.INSTANCE);
            assertThat(call.value("HealthStatus")).contains("Unhealthy");
        });
    }

    @Test
    void whoMayNotTellItsGroupStopsAllTheSame() throws Exception {
        Rule denied = Faults.deny("autoscaling", "RecordLifecycleActionHeartbeat");
        FaultWatch row = FaultWatch.of(
                        "AWS",
                        "calls of the end of an instance are denied",
                        "AccessDenied to RecordLifecycleActionHeartbeat")
                .handedIn(deck)
                .injected();
        front.with(denied);
        try {
            metadata.say("autoscaling/target-lifecycle-state", "Terminated");
            row.told("stopping", deck.until("RecordLifecycleActionHeartbeat", 120), "may not", 120);
            deck.seconds(60);
        } finally {
            front.without(denied);
        }
        assertThat(deck.ended()).isNotEmpty();
        row.recovered(240);
        assertThat(deck.told().stream().filter(told -> told.contains("RecordLifecycleActionHeartbeat")))
                .hasSize(1);
    }
}
