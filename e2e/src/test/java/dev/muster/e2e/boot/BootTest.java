package dev.muster.e2e.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.aws.calls.AgentCall;
import dev.muster.aws.calls.AgentCalls;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * An instance that boots for real: user data as {@code synth} wrote it, cloud-init, systemd, the program, Java and
 * software from the bucket, a volume that appears when AWS has attached it, and a peer that has blocks.
 *
 * <p>Sabotage that turns it red: prepare ends well although a secret is missing; the agent's unit kills its programs
 * with it; the agent leaves no note when the instance goes; prepare does not wait for AWS; the agent's unit
 * looks for its volume at its first start only.
 */
class BootTest extends BootStory {
    private static final int MOST_USER_DATA = 4096;
    private static final String UNIT = "muster-agent.service";

    /** Ten between two questions at most, and what it takes to prepare and to start the agent here. */
    private static final int BACK_SECONDS = 60;

    /** An identity this node has not, a disk that fails, a long stop, what EC2 and the SSM agent do. */
    private static final Set<String> NOT_HERE = Set.of(
            "secretsmanager:CreateSecret",
            "secretsmanager:PutSecretValue",
            "autoscaling:SetInstanceHealth",
            "autoscaling:RecordLifecycleActionHeartbeat",
            "kms:CreateGrant",
            "kms:Decrypt",
            "kms:DescribeKey",
            "ssm:UpdateInstanceInformation",
            "ssmmessages:CreateControlChannel",
            "ssmmessages:CreateDataChannel",
            "ssmmessages:OpenControlChannel",
            "ssmmessages:OpenDataChannel");

    @Test
    void anInstanceBootsIntoANodeThatFollowsAndItsDataOutliveItsRebootsAndItself() throws Exception {
        up(same -> same);
        try (Instance machine = new Instance(net, volume).start()) {
            awaitInSync(machine, FarNet.BLOCKS);
            assertThat(report(machine).path("state").asText()).isEqualTo("in-sync");
            assertThat(prepareLog(machine)).contains("with a new file system");
            FarNet.await(
                    Duration.ofMinutes(2),
                    "signal of success",
                    () -> account.front().calls("SignalResource").stream()
                            .anyMatch(call -> call.value("Status").equals(Optional.of("SUCCESS"))));
            new Confinement(machine.agent().orElseThrow().pid()).check();
            assertThat(machine.run("cat", "/var/lib/cloud/instance/user-data.txt"))
                    .as("user data, as synth writes it")
                    .isEqualTo(userData())
                    .hasSizeLessThan(MOST_USER_DATA);
            crash(machine);
            machine.stop();
            assertThat(log(machine)).as("a clean stop").contains("Shutdown: done");

            net.mine(1);
            net.away();
            machine.start();
            waits(machine);
            net.back();
            startsOnceAwsIsBack(machine);
            assertThat(log(machine)).containsPattern("Loaded best chain: .* height=" + FarNet.BLOCKS + " ");
            assertThat(prepareLog(machine).split("with a new file system", -1)).hasSize(2);
            metadata.say("autoscaling/target-lifecycle-state", "Terminated");
            FarNet.await(
                    Duration.ofMinutes(2),
                    "end of the hook",
                    () -> !account.front().calls("CompleteLifecycleAction").isEmpty());
            assertThat(account.front().calls("DetachVolume")).hasSize(1);
            staysAway(machine);
            metadata.unsay("autoscaling/target-lifecycle-state");
            machine.stop();
        }
        launch();
        net.mine(1);
        try (Instance successor = new Instance(net, volume).start()) {
            awaitInSync(successor, FarNet.BLOCKS + 2);
            assertThat(prepareLog(successor))
                    .contains(id + " is mounted at /data")
                    .doesNotContain("new file system");
            assertThat(log(successor)).containsPattern("Loaded best chain: .* height=" + (FarNet.BLOCKS + 1) + " ");
        }
        assertThat(account.front().calls("SignalResource"))
                .noneMatch(call -> call.value("Status").equals(Optional.of("FAILURE")));
        Set<String> made = callsOfInstances();
        assertThat(made)
                .contains("s3:GetObject", "ec2:DescribeVolumes", "ec2:AttachVolume", "secretsmanager:GetSecretValue")
                .contains("ec2:DetachVolume", "s3:PutObject", "cloudformation:SignalResource")
                .contains("logs:PutLogEvents", "autoscaling:CompleteLifecycleAction");
        assertThat(AgentCalls.ALL).extracting(AgentCall::action).containsAll(made);
        assertThat(AgentCalls.ALL.stream().map(AgentCall::action).filter(action -> !made.contains(action)))
                .as("listed, and not made by this node")
                .isSubsetOf(NOT_HERE);
    }

    /** Secrets are in memory only, so after a reboot without AWS there is nothing to start the node with. */
    private static void waits(Instance machine) throws Exception {
        await(
                machine,
                Duration.ofMinutes(4),
                "word that it waits",
                () -> prepareLog(machine).contains("waiting: "));
        assertThat(report(machine).path("state").asText()).isEqualTo("starting");
        assertThat(report(machine).path("reason").asText()).contains("waits for its ", "AWS does not answer");
        assertThat(health()).as("what a load balancer gets").isEqualTo("000");
    }

    private static void startsOnceAwsIsBack(Instance machine) throws Exception {
        long begin = System.nanoTime();
        await(machine, Duration.ofSeconds(BACK_SECONDS), "agent, once AWS is back", () -> !health().equals("000"));
        System.out.printf(
                "reboot without AWS: the agent answers %.1f s after AWS is back%n", (System.nanoTime() - begin) / 1e9);
        awaitInSync(machine, FarNet.BLOCKS + 1);
    }

    /** Its unit starts an agent that has ended again and again, but not on the disk of the system. */
    private static void staysAway(Instance machine) throws Exception {
        await(
                machine,
                Duration.ofSeconds(30),
                "unit that has come to rest",
                () -> machine.run("systemctl", "is-active", UNIT).equals("inactive\n"));
        assertThat(machine.run("systemctl", "start", UNIT)).contains("Assertion failed");
        assertThat(machine.run("ls", "-A", "/data"))
                .as("what was written where the volume had been")
                .isEmpty();
    }

    /** An agent that dies takes no program along, and the next one goes on with it. */
    private void crash(Instance machine) throws Exception {
        long node = node(machine);
        ProcessHandle agent = machine.agent().orElseThrow();
        agent.destroyForcibly();
        FarNet.await(
                Duration.ofMinutes(2),
                "another agent",
                () -> machine.agent().filter(each -> each.pid() != agent.pid()).isPresent()
                        && machine.file("var/lib/muster/lite/1/run/agent.json").contains("pid"));
        String at = report(machine).path("at").asText();
        FarNet.await(
                Duration.ofMinutes(3),
                "another report",
                () -> !report(machine).path("at").asText().equals(at));
        assertThat(node(machine)).isEqualTo(node);
        assertThat(report(machine).at("/services/0/restarts").asInt()).isZero();
    }
}
