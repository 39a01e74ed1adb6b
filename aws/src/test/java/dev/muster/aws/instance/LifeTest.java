package dev.muster.aws.instance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.muster.agent.command.Command;
import dev.muster.agent.command.Outcome;
import dev.muster.agent.volume.Disks;
import dev.muster.aws.calls.AgentCalls;
import dev.muster.aws.cloud.Cloud;
import dev.muster.aws.front.Answer;
import dev.muster.aws.front.Call;
import dev.muster.aws.front.Emulator;
import dev.muster.aws.front.Faults;
import dev.muster.aws.front.Front;
import dev.muster.aws.front.Rule;
import dev.muster.core.fault.FaultWatch;
import dev.muster.core.state.NodeState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The life of an instance as its agent follows it, by the calls that arrive.
 *
 * <p>Sabotage: SUCCESS is signalled while the node starts; no note is left for root; a trouble that lasts is told with
 * each failure.
 */
class LifeTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String ID = dev.muster.aws.boot.Metadata.INSTANCE;

    private static Emulator emulator;
    private static Front front;

    /** What the emulator does not know: it takes the call and all is well. */
    private static final Rule STACKS_AND_VOLUMES = new Rule() {
        @Override
        public Optional<Answer> before(Call call, Emulator behind) {
            return call.is("cloudformation", "SignalResource")
                            || call.is("ec2", "DetachVolume")
                            || call.is("autoscaling", "SetInstanceHealth")
                    ? Optional.of(done(call))
                    : Optional.empty();
        }
    };

    @TempDir
    Path folder;

    private dev.muster.aws.boot.Metadata metadata;
    private Deck deck;

    private static Answer done(Call call) {
        return new Answer(
                200,
                Map.of("content-type", "text/xml"),
                ("<" + call.action() + "Response/>").getBytes(StandardCharsets.UTF_8));
    }

    @BeforeAll
    static void start() throws Exception {
        emulator = Emulator.start();
        front = Front.before(emulator);
        front.with(STACKS_AND_VOLUMES);
    }

    @AfterAll
    static void stop() {
        front.close();
        emulator.close();
    }

    @BeforeEach
    void fresh() throws Exception {
        front.reset();
        metadata = new dev.muster.aws.boot.Metadata();
        deck = new Deck(folder, front.uri(), metadata.port());
        try (Cloud cloud = cloud()) {
            cloud.s3().createBucket(make -> make.bucket(Deck.BUCKET));
        }
        front.forgetCalls();
    }

    @AfterEach
    void gone() {
        metadata.close();
    }

    private static Cloud cloud() {
        return InstanceWorld.cloud(
                Deck.HERE,
                Map.of(
                        "AWS_ENDPOINT_URL", front.uri().toString(),
                        "AWS_ACCESS_KEY_ID", "test",
                        "AWS_SECRET_ACCESS_KEY", "test"));
    }

    @Test
    void aNodeThatHasStartedIsSignalledOnceInABoot() throws Exception {
        deck.tell(Reported.of(NodeState.STARTING, deck.instant()));
        deck.seconds(5);
        assertThat(front.calls("SignalResource")).isEmpty();
        deck.tell(Reported.of(NodeState.SYNCING, deck.instant()));
        deck.seconds(5);
        deck.restart();
        deck.seconds(20);
        assertThat(front.calls("SignalResource")).singleElement().satisfies(call -> {
            assertThat(call.value("Status")).contains("SUCCESS");
            assertThat(call.value("StackName")).contains("muster-demo");
            assertThat(call.value("LogicalResourceId")).contains("Slot1Group");
            assertThat(call.value("UniqueId")).contains(ID);
        });
        Files.writeString(folder.resolve("boot_id"), "second\n");
        deck.restart();
        deck.seconds(5);
        assertThat(front.calls("SignalResource")).hasSize(2);
    }

    @Test
    void aNodeThatNeverStartedSaysWhyBeforeItSignals() throws Exception {
        deck.tell(Reported.of(NodeState.FAILED, deck.instant()));
        deck.seconds(5);
        Call report = front.calls().stream()
                .filter(call -> call.target().endsWith("reports/demo/1/boot-failed.json"))
                .findFirst()
                .orElseThrow();
        assertThat(MAPPER.readTree(report.body()).path("reason").asText()).isEqualTo("because");
        assertThat(front.calls("SignalResource")).singleElement().satisfies(call -> {
            assertThat(call.value("Status")).contains("FAILURE");
            assertThat(call.number()).isGreaterThan(report.number());
        });
    }

    @Test
    void aNodeThatFailsLaterSignalsNothing() throws Exception {
        deck.tell(Reported.of(NodeState.IN_SYNC, deck.instant()));
        deck.seconds(5);
        deck.tell(Reported.of(NodeState.FAILED, deck.instant()));
        deck.seconds(30);
        assertThat(front.calls("SignalResource")).hasSize(1);
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
    void aStackThatWaitsForNothingIsNoTrouble() throws Exception {
        front.without(STACKS_AND_VOLUMES);
        try {
            deck.tell(Reported.of(NodeState.IN_SYNC, deck.instant()));
            deck.seconds(60);
        } finally {
            front.with(STACKS_AND_VOLUMES);
        }
        assertThat(front.calls("SignalResource")).hasSize(1);
        assertThat(deck.told()).noneMatch(told -> told.contains("stack"));
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
                    assertThat(call.value("InstanceId")).contains(ID);
                });
        assertThat(front.calls("CompleteLifecycleAction")).isEmpty();
        assertThat(deck.told().stream().filter(told -> told.contains("terminated")))
                .hasSize(1);
    }

    @Test
    void aSpotInstanceThatIsTakenBackStopsAndOneThatMayBeIsOnlyTold() throws Exception {
        metadata.say("events/recommendations/rebalance", "{\"noticeTime\":\"2026-11-23T12:00:00Z\"}");
        deck.seconds(60);
        assertThat(deck.ended()).isEmpty();
        assertThat(deck.told().stream().filter(told -> told.contains("may soon be taken back")))
                .hasSize(1);
        metadata.say("spot/instance-action", "{\"action\":\"terminate\",\"time\":\"2026-11-23T12:02:00Z\"}");
        deck.seconds(6);
        assertThat(deck.ended()).contains("takes the spot instance back");
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
        assertThat(deck.told().stream().filter(told -> told.contains("metadata service")))
                .hasSize(1);
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
        try (Cloud cloud = cloud()) {
            LifeHook hook = new LifeHook(Deck.HERE, cloud.query("autoscaling"));
            HealthJob job = new HealthJob(deck, new Self(path -> Optional.of(ID)), hook, () -> true);
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
            assertThat(call.value("InstanceId")).contains(ID);
            assertThat(call.value("HealthStatus")).contains("Unhealthy");
        });
    }

    private List<String> leave(String mounted, int umount) throws IOException {
        List<String> steps = new ArrayList<>();
        Path proc = folder.resolve("proc");
        Files.createDirectories(proc.resolve("self"));
        Files.writeString(
                proc.resolve("self/mountinfo"), "42 27 259:1 / " + mounted + " rw,noatime - xfs /dev/nvme1n1 rw\n");
        Path block = folder.resolve("sys/block/nvme1n1");
        Files.createDirectories(block.resolve("device"));
        Files.writeString(block.resolve("size"), "655360\n");
        Files.writeString(block.resolve("dev"), "259:1\n");
        Files.writeString(block.resolve("device/serial"), "vol0123456789abcdef0\n");
        Files.createDirectories(folder.resolve("dev"));
        Files.writeString(folder.resolve("dev/nvme1n1"), "");
        try (Cloud cloud = cloud()) {
            new Leave(Deck.HERE, cloud, new Self(path -> Optional.of(ID)))
                    .run(
                            deck.slot(),
                            Path.of("/data"),
                            (Command command) -> {
                                steps.add(command.argv().getFirst() + " "
                                        + front.calls("DetachVolume").size());
                                return new Outcome(command.argv().getFirst().equals("umount") ? umount : 0, "", "");
                            },
                            new Disks(folder.resolve("sys"), folder.resolve("dev")),
                            proc,
                            steps::add);
        }
        return steps;
    }

    @Test
    void afterTheAgentTheVolumeIsLetGoBeforeTheInstance() throws Exception {
        metadata.say("autoscaling/target-lifecycle-state", "Terminated");
        deck.seconds(6);
        List<String> steps = leave("/data", 0);
        assertThat(steps).contains("sync 0", "umount 0", "volume vol-0123456789abcdef0 was unmounted and detached");
        assertThat(front.calls("DetachVolume")).singleElement().satisfies(call -> {
            assertThat(call.value("VolumeId")).contains("vol-0123456789abcdef0");
            assertThat(call.value("InstanceId")).contains(ID);
            assertThat(call.value("Force")).isEmpty();
        });
        assertThat(front.calls("CompleteLifecycleAction")).singleElement().satisfies(call -> {
            assertThat(call.value("LifecycleActionResult")).contains("CONTINUE");
            assertThat(call.number())
                    .isGreaterThan(front.calls("DetachVolume").getFirst().number());
        });
        assertThat(AgentCalls.ALL.stream().map(call -> call.action()).toList())
                .contains("ec2:DetachVolume", "autoscaling:CompleteLifecycleAction");
        // A second stop of the unit finds no note.
        assertThat(leave("/data", 0)).isEmpty();
    }

    @Test
    void aVolumeThatCannotBeUnmountedIsNotDetached() throws Exception {
        metadata.say("autoscaling/target-lifecycle-state", "Terminated");
        deck.seconds(6);
        assertThat(leave("/data", 32)).anyMatch(step -> step.contains("cannot be let go"));
        assertThat(front.calls("DetachVolume")).isEmpty();
        assertThat(front.calls("CompleteLifecycleAction")).hasSize(1);
    }

    @Test
    void aRestartOfTheAgentLetsNothingGo() throws Exception {
        deck.tell(Reported.of(NodeState.IN_SYNC, deck.instant()));
        deck.seconds(10);
        assertThat(leave("/data", 0)).isEmpty();
        assertThat(front.calls("DetachVolume")).isEmpty();
        assertThat(front.calls("CompleteLifecycleAction")).isEmpty();
    }

    @Test
    void aNoteOfAPredecessorOnTheVolumeIsForgotten() throws Exception {
        new Leaving("i-00000000000000009", "2026-11-23T12:00:00Z", "it went").write(deck.slot());
        assertThat(leave("/data", 0)).isEmpty();
        assertThat(Leaving.read(deck.slot())).isEmpty();
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
