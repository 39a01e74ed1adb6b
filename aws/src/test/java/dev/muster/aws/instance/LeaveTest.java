package dev.muster.aws.instance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.agent.command.Command;
import dev.muster.agent.command.Outcome;
import dev.muster.agent.volume.Disks;
import dev.muster.aws.boot.Metadata;
import dev.muster.aws.calls.AgentCalls;
import dev.muster.aws.cloud.Cloud;
import dev.muster.aws.front.Front;
import dev.muster.aws.front.StrictAws;
import dev.muster.core.fault.FaultWatch;
import dev.muster.core.state.NodeState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is done for root after the agent, when the instance goes, by the calls that arrive.
 *
 * <p>Sabotage: no note is left for root.
 */
class LeaveTest {
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
        try (Cloud cloud = Bench.cloud(front)) {
            new Leave(Deck.HERE, cloud, new Self(path -> Optional.of(Metadata.INSTANCE)))
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
            assertThat(call.value("InstanceId")).contains(Metadata.INSTANCE);
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

    /** Sabotage that turns it red: the notice is looked for once a minute. */
    @Test
    void aSpotInstanceThatIsTakenBackLeavesItsVolumeFree() throws Exception {
        deck.tell(Reported.of(NodeState.IN_SYNC, deck.instant()));
        deck.seconds(7);
        FaultWatch row = FaultWatch.of("AWS", "a spot instance is taken back", "its notice in the metadata service")
                .handedIn(deck)
                .injected();
        metadata.say("spot/instance-action", "{\"action\":\"terminate\",\"time\":\"2026-11-23T12:02:00Z\"}");
        row.told("stopping", deck.until("spot instance", 60), "EC2 takes the spot instance back", 10);
        assertThat(deck.ended()).contains("takes the spot instance back");
        assertThat(leave("/data", 0)).contains("volume vol-0123456789abcdef0 was unmounted and detached");
        assertThat(front.calls("DetachVolume")).hasSize(1);
        // Less than the two minutes that there are.
        row.recovered(60);
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
}
