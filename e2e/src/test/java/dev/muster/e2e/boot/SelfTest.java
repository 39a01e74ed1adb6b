package dev.muster.e2e.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.agent.testing.Loops;
import dev.muster.aws.calls.AgentCall;
import dev.muster.aws.calls.AgentCalls;
import dev.muster.aws.cloud.Cloud;
import dev.muster.aws.deploy.AwsSecrets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * What is a node's own on an instance that boots for real: the identity it makes, its secrets, its role.
 *
 * <p>Sabotage that turns it red: programs stay in the agent's group; rules are loaded at the first boot only; put back is
 * left out; a new secret is written and nobody is told.
 */
class SelfTest extends BootStory {
    private static final String VALUE = "another-value-that-nobody-may-see";
    private static final String SIX = "fd00:ec2::254";

    /**
     * What no agent calls in these stories. EC2 asks for the key in the role's name, when a volume has one of the user's
     * own; the SSM agent makes its calls itself; five minutes of a broken disk are told in LifeTest.
     */
    private static final Set<String> NOT_HERE = Set.of(
            "kms:CreateGrant",
            "kms:Decrypt",
            "kms:DescribeKey",
            "ssm:UpdateInstanceInformation",
            "ssmmessages:CreateControlChannel",
            "ssmmessages:CreateDataChannel",
            "ssmmessages:OpenControlChannel",
            "ssmmessages:OpenDataChannel",
            "autoscaling:SetInstanceHealth");

    @Test
    void anIdentityOutlivesItsVolumeASecretIsRenewedAndTheRoleIsTheAgentsAlone() throws Exception {
        Process six = six(folder);
        try {
            up(same -> same);
            story();
            compare();
        } finally {
            six.destroy();
        }
    }

    private void story() throws Exception {
        try (Instance machine = new Instance(net, volume).start()) {
            inSync(machine);
            doors(machine, 1);
            calls("CreateSecret", 1);
            renewed(machine);
            calls("PutSecretValue", 1);
            machine.stop();
            net.open();
            machine.start();
            inSync(machine);
            doors(machine, 3);
            metadata.say("autoscaling/target-lifecycle-state", "Terminated");
            calls("CompleteLifecycleAction", 1);
            metadata.unsay("autoscaling/target-lifecycle-state");
            machine.stop();
            account.front().without(volume);
        }
        launch();
        try (LoopVolume empty = another();
                Instance successor = new Instance(net, empty).start()) {
            inSync(successor);
            assertThat(prepareLog(successor))
                    .contains("with a new file system")
                    .contains("self/key, self/second put back from the secret muster/lite/1/identity");
            assertThat(inside(successor, "stat", "-c", "%U %a", "/data/self/key"))
                    .isEqualTo("muster-node 600");
            assertThat(copied()).contains(key(successor));
            account.front().without(empty);
        }
    }

    /** Something that answers at the metadata service's other address. */
    private static Process six(Path folder) throws IOException {
        Loops.run("ip", "-n", net.name(), "-6", "address", "replace", SIX + "/128", "dev", "lo");
        return new ProcessBuilder(
                        "ip", "netns", "exec", net.name(), "python3", "-m", "http.server", "80", "--bind", SIX)
                .directory(Files.createDirectories(folder.resolve("six")).toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private LoopVolume another() throws IOException {
        LoopVolume another = new LoopVolume(Files.createDirectory(folder.resolve("second")), id, 320L << 20);
        account.front().with(another);
        return another;
    }

    private static String state(Instance machine) throws IOException {
        return report(machine).path("state").asText();
    }

    private static void inSync(Instance machine) throws Exception {
        await(
                machine,
                Duration.ofMinutes(6),
                "node in sync",
                () -> state(machine).equals("in-sync") && machine.agent().isPresent());
    }

    private void calls(String action, int count) throws Exception {
        FarNet.await(
                Duration.ofMinutes(3),
                count + " calls of " + action,
                () -> account.front().calls(action).size() >= count);
        assertThat(account.front().calls(action)).hasSize(count);
    }

    /** Each start of the node's program has tried both doors and was refused at once; root is not. */
    private void doors(Instance machine, int starts) throws Exception {
        Matcher tried = Pattern.compile("metadata at (\\S+): (\\d+) in (\\S+) s")
                .matcher(machine.file("var/lib/muster/lite/1/logs/node.log"));
        int count = 0;
        while (tried.find()) {
            assertThat(tried.group(2)).as("curl's end at " + tried.group(1)).isEqualTo("7");
            assertThat(Double.parseDouble(tried.group(3))).isLessThan(2);
            count++;
        }
        assertThat(count).isEqualTo(2 * starts);
        assertThat(net.ask("http://169.254.169.254/", "-o", "/dev/null", "-w", "%{http_code}"))
                .isNotEqualTo("000");
        assertThat(net.ask("http://[" + SIX + "]/", "-o", "/dev/null", "-w", "%{http_code}"))
                .isEqualTo("200");
        assertThat(report(machine).path("instanceId").asText()).startsWith("i-");
    }

    /** In the agent's own view of the machine, as root. */
    private static String inside(Instance machine, String... words) {
        List<String> line = new ArrayList<>(List.of(
                "nsenter",
                "--target",
                String.valueOf(machine.agent().orElseThrow().pid()),
                "--mount",
                "--net",
                "--pid",
                "env",
                "PATH=/usr/local/bin:/usr/bin:/bin"));
        line.addAll(List.of(words));
        return Loops.run(line.toArray(String[]::new)).strip();
    }

    private void renewed(Instance machine) throws Exception {
        assertThat(inside(machine, "muster", "agent-do", "renewal", "rpc-password"))
                .isEqualTo("node restarts to take it");
        long before = report(machine).at("/services/0/pid").asLong();
        try (Cloud cloud = account.cloud()) {
            new AwsSecrets(cloud, "lite").rotate("rpc-password", Optional.of(VALUE), new Random(1));
        }
        assertThat(inside(machine, "muster", "agent-do", "reread")).contains("new: rpc-password");
        await(
                machine,
                Duration.ofMinutes(6),
                "node with another pid in sync",
                () -> report(machine).at("/services/0/pid").asLong() != before
                        && report(machine).at("/services/0/pid").asLong() != 0
                        && state(machine).equals("in-sync"));
        assertThat(inside(machine, "cat", "/run/muster/lite/secrets/rpc-password"))
                .isEqualTo(VALUE);
        assertThat(inside(machine, "stat", "-c", "%U %a", "/run/muster/lite/secrets/rpc-password"))
                .isEqualTo("muster-node 600");
        assertThat(machine.said()).contains("in-sync").doesNotContain(VALUE);
        assertThat(ProcessHandle.allProcesses()
                        .map(process -> process.info().commandLine().orElse("")))
                .noneMatch(line -> line.contains(VALUE));
        assertThat(inside(machine, "sh", "-c", "cat /var/lib/muster/lite/1/events/*"))
                .doesNotContain(VALUE);
    }

    private static String key(Instance machine) {
        return inside(machine, "sh", "-c", "base64 -w0 /data/self/key");
    }

    /** The keys in the secret. */
    private List<String> copied() throws Exception {
        try (Cloud cloud = account.cloud()) {
            byte[] archive = cloud.secrets()
                    .getSecretValue(ask -> ask.secretId("muster/lite/1/identity"))
                    .secretBinary()
                    .asByteArray();
            return dev.muster.agent.identity.IdentityArchive.unpack(archive).values().stream()
                    .map(file -> java.util.Base64.getEncoder().encodeToString(file.bytes()))
                    .toList();
        }
    }

    /** None missing in the list, and none idle but those that are named. */
    private void compare() {
        Set<String> made = callsOfInstances();
        Set<String> listed = AgentCalls.ALL.stream().map(AgentCall::action).collect(Collectors.toSet());
        assertThat(listed).containsAll(made);
        Set<String> idle = new TreeSet<>(listed);
        idle.removeAll(made);
        assertThat(idle).as("listed, and made by nobody").isEqualTo(new TreeSet<>(NOT_HERE));
        assertThat(new String(account.front().calls("CreateSecret").getFirst().body(), StandardCharsets.UTF_8))
                .contains("muster/lite/1/identity");
    }
}
