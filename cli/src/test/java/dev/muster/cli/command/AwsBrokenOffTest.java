package dev.muster.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.aws.front.Front;
import dev.muster.aws.front.StrictAws;
import dev.muster.cli.Typed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Ctrl-C in an up on AWS, typed at a real terminal, before the strict front; what came of it is judged with the aws
 * command line.
 *
 * <p>Sabotage: cancel deletes all volumes with the deployment's tag (an older one is gone), or none (a new one stays);
 * an update is cancelled without putting its manifest back; a second Ctrl-C is not taken for an answer; the signal is
 * not taken over at all.
 */
class AwsBrokenOffTest {
    @RegisterExtension
    static final StrictAws AWS = StrictAws.emptyBeforeEach();

    @TempDir
    Path folder;

    private final Front front = AWS.front();
    private final Aws aws = Aws.of(AWS);
    private String spec = "";

    @BeforeEach
    void empty() throws Exception {
        front.stacks().pace(1000);
        spec = Files.writeString(folder.resolve("lite.yaml"), AwsSpecs.SINGLE).toString();
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(aws.environment());
        environment.put("HOME", folder.toString());
        environment.put("XDG_STATE_HOME", folder.resolve("state").toString());
        environment.put("XDG_CACHE_HOME", folder.resolve("cache").toString());
        return environment;
    }

    /** An up that has made everything and waits for its node. */
    private Terminal waiting() throws Exception {
        front.stacks().signalsByHand();
        Terminal terminal = Terminal.with(environment(), "up", spec, "--yes");
        terminal.shows("✓ Data volume of node lite/1");
        return terminal;
    }

    private void asked(Terminal terminal) throws Exception {
        terminal.ctrlC();
        terminal.shows("/K]");
    }

    private String status() throws Exception {
        return aws.text(
                "cloudformation", "describe-stacks", "--stack-name", "muster-lite", "--query", "Stacks[0].StackStatus");
    }

    private void signal() throws Exception {
        aws.text(
                "cloudformation",
                "signal-resource",
                "--stack-name",
                "muster-lite",
                "--logical-resource-id",
                "Slot1Group",
                "--unique-id",
                "i-1",
                "--status",
                "SUCCESS");
    }

    @Test
    void aCancelledCreateLeavesNothingAndTouchesNoVolumeThatWasKept() throws Exception {
        String kept = aws.text(
                "ec2",
                "create-volume",
                "--availability-zone",
                "us-east-1a",
                "--size",
                "1",
                "--tag-specifications",
                "ResourceType=volume,Tags=[{Key=muster:deployment,Value=lite},{Key=muster:slot,Value=1}]",
                "--query",
                "VolumeId");
        String made;
        try (Terminal terminal = waiting()) {
            assertThatThrownBy(() -> aws.text("cloudformation", "cancel-update-stack", "--stack-name", "muster-lite"))
                    .hasMessageContaining("CancelUpdateStack cannot be called from current stack status");
            asked(terminal);
            terminal.shows("c  cancel: delete the stack and all that it has made, new volumes too; older ones stay");
            terminal.type("c\n");
            assertThat(terminal.ended()).as(terminal.shown()).isEqualTo(130);
            Matcher told = Pattern.compile(
                            "cancelled: the stack muster-lite is gone with all it had made, (vol-\\w+) too")
                    .matcher(terminal.shown());
            assertThat(told.find()).as(terminal.shown()).isTrue();
            made = told.group(1);
            assertThat(terminal.shown()).doesNotContain("error:");
        }
        // Not all volumes: the emulator leaves the root disks of instances, which AWS deletes with them.
        assertThat(aws.text(
                        "ec2",
                        "describe-volumes",
                        "--filters",
                        "Name=tag-key,Values=muster:slot",
                        "--query",
                        "Volumes[].VolumeId"))
                .isEqualTo(kept)
                .doesNotContain(made);
        Map<String, Integer> left = Census.of(aws);
        assertThat(left).containsEntry("stacks", 1).containsEntry("buckets", 1);
        List.of("AutoScalingGroups", "Roles", "InstanceProfiles", "Topics", "launchTemplates", "reservationSet", "logs")
                .forEach(kind -> assertThat(left).containsEntry(kind, 0));
    }

    @Test
    void whatIsLeftRunningIsFollowedOnByTheCommandThatItNames() throws Exception {
        String again;
        try (Terminal terminal = waiting()) {
            asked(terminal);
            terminal.type("l\n");
            assertThat(terminal.ended()).as(terminal.shown()).isEqualTo(130);
            Matcher named = Pattern.compile("to go on watching: muster (.+)\n").matcher(terminal.shown());
            assertThat(named.find()).as(terminal.shown()).isTrue();
            again = named.group(1);
        }
        assertThat(again).isEqualTo("up " + spec + " --yes");
        assertThat(status()).isEqualTo("CREATE_IN_PROGRESS");
        assertThat(front.calls("DeleteStack")).isEmpty();
        signal();
        Typed typed = aws.typed(folder);
        assertThat(typed.run(again.split(" "))).as(typed.err()).isZero();
        assertThat(typed.out()).contains("lite is up");
        assertThat(front.calls("ExecuteChangeSet")).hasSize(2);
    }

    @Test
    void aSecondCtrlCWhileItIsAskedLeavesItRunning() throws Exception {
        try (Terminal terminal = waiting()) {
            asked(terminal);
            terminal.ctrlC();
            assertThat(terminal.ended()).as(terminal.shown()).isEqualTo(130);
            assertThat(terminal.shown()).contains("left running: AWS goes on with what was begun");
        }
        assertThat(status()).isEqualTo("CREATE_IN_PROGRESS");
    }

    @Test
    void whoKeepsWatchingSeesTheEndAndMayBeAskedAgain() throws Exception {
        try (Terminal terminal = waiting()) {
            asked(terminal);
            terminal.type("what\n");
            terminal.await("asked twice", () -> questions(terminal) == 2);
            terminal.type("k\n");
            Thread.sleep(500);
            terminal.ctrlC();
            terminal.await("asked anew", () -> questions(terminal) == 3);
            terminal.type("\n");
            signal();
            assertThat(terminal.ended()).as(terminal.shown()).isZero();
            assertThat(terminal.shown()).contains("lite is up");
        }
        assertThat(status()).isEqualTo("CREATE_COMPLETE");
    }

    private static int questions(Terminal terminal) {
        return terminal.shown().split("/K]", -1).length - 1;
    }

    /** A runner of jobs sends the signal too. */
    @Test
    void withoutATerminalItIsLeftRunningAndSaysSo() throws Exception {
        front.stacks().signalsByHand();
        try (Terminal job = Terminal.without(environment(), "up", spec, "--yes")) {
            job.shows("ok   Data volume of node lite/1");
            job.interrupt();
            assertThat(job.ended()).as(job.shown()).isEqualTo(130);
            assertThat(job.shown())
                    .contains(
                            "left running: AWS goes on with what was begun, though nobody looks on",
                            "to go on watching: muster up " + spec + " --yes")
                    .doesNotContain("What shall be done");
        }
        assertThat(status()).isEqualTo("CREATE_IN_PROGRESS");
        assertThat(front.calls("DeleteStack")).isEmpty();
    }

    private String manifest() throws Exception {
        Path file = folder.resolve("manifest");
        aws.text(
                "s3api",
                "get-object",
                "--bucket",
                "muster-123456789012-us-east-1",
                "--key",
                "deployments/lite/1/manifest",
                file.toString());
        return Files.readString(file);
    }

    @Test
    void aCancelledUpdateIsAsItWasBefore() throws Exception {
        Typed typed = aws.typed(folder);
        assertThat(typed.run("up", spec, "--yes")).as(typed.err()).isZero();
        Map<String, Integer> before = Census.of(aws);
        String manifest = manifest();
        Files.writeString(
                folder.resolve("lite.yaml"),
                AwsSpecs.SINGLE.replace("m5.large", "m5.xlarge") + "settings: {dbcache: 512}\n");
        front.stacks().pace(0);
        try (Terminal terminal = Terminal.with(environment(), "up", spec, "--yes")) {
            terminal.await("an update", () -> status().equals("UPDATE_IN_PROGRESS"));
            assertThat(manifest()).isNotEqualTo(manifest);
            asked(terminal);
            terminal.shows("c  cancel: go back to how it was before");
            terminal.type("c\n");
            terminal.await("cancelled", () -> !front.calls("CancelUpdateStack").isEmpty());
            front.stacks().pace(1000);
            assertThat(terminal.ended()).as(terminal.shown()).isEqualTo(130);
            assertThat(terminal.shown()).contains("cancelled: everything of muster-lite is as it was before");
        }
        assertThat(front.calls("CancelUpdateStack"))
                .singleElement()
                .satisfies(call -> assertThat(call.value("ClientRequestToken")).isPresent());
        assertThat(status()).isEqualTo("UPDATE_ROLLBACK_COMPLETE");
        assertThat(Census.of(aws)).isEqualTo(before);
        assertThat(manifest()).isEqualTo(manifest);
        assertThat(typed.run(
                        "up",
                        Files.writeString(folder.resolve("lite.yaml"), AwsSpecs.SINGLE)
                                .toString()))
                .as(typed.err())
                .isZero();
        assertThat(typed.out()).contains("nothing to change");
    }
}
