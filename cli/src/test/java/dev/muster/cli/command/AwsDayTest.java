package dev.muster.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muster.agent.files.Json;
import dev.muster.aws.front.Front;
import dev.muster.aws.front.Instances;
import dev.muster.aws.front.StrictAws;
import dev.muster.cli.Typed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * What an operator does day by day with nodes on AWS that are up, before the strict front, judged by the aws command
 * line. What runs on the instance is a shell of this test; the real agent there is in e2e's AwsNodeTest.
 *
 * <p>Sabotage: stop --instance forgets the parameter and sets the group alone; words of rpc are not quoted.
 */
class AwsDayTest {
    private static final String SPEC = """
            muster: 1
            name: lite
            blueprint: litecoin
            network: mainnet
            target: aws
            aws:
              instance: m5.large
              volume: {size: 256 GiB}
            """;

    @RegisterExtension
    static final StrictAws AWS = StrictAws.keptFromTestToTest();

    @TempDir
    static Path common;

    @TempDir
    Path folder;

    private final Front front = AWS.front();
    private final Aws aws = Aws.of(AWS);
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private Typed typed;

    @BeforeAll
    static void up() throws Exception {
        AWS.front().stacks().pace(1000);
        Typed typed = Aws.of(AWS).typed(common);
        String spec = Files.writeString(common.resolve("lite.yaml"), SPEC).toString();
        assertThat(typed.run("up", spec, "--yes")).as(typed.err()).isZero();
    }

    @BeforeEach
    void forget() {
        front.forgetCalls();
        front.instances().reset();
        typed = aws.typed(common);
    }

    /** A shell of this machine on which "muster" says what it was called with. */
    private void shell(int code) throws Exception {
        Path muster = Files.createDirectories(folder.resolve("bin")).resolve("muster");
        Files.writeString(
                muster,
                "#!/bin/sh\nfor word in \"$@\"; do echo \"<$word>\"; done\n"
                        + (code == 0 ? "" : "echo 'error: the node is tired' >&2; echo '  let it sleep' >&2\n")
                        + "exit " + code
                        + "\n");
        assertThat(muster.toFile().setExecutable(true)).isTrue();
        front.instances().run((instance, line) -> {
            lines.add(line);
            ProcessBuilder shell = new ProcessBuilder("/bin/sh", "-c", line);
            shell.environment().put("PATH", folder.resolve("bin") + ":/usr/bin:/bin");
            Path out = Files.createTempFile(folder, "out", "");
            Path err = Files.createTempFile(folder, "err", "");
            int ended = shell.redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start()
                    .waitFor();
            return new Instances.Done(ended, Files.readString(out), Files.readString(err));
        });
    }

    private String instance() throws Exception {
        return aws.text(
                "autoscaling",
                "describe-auto-scaling-groups",
                "--auto-scaling-group-names",
                "muster-lite-1",
                "--query",
                "AutoScalingGroups[0].Instances[].InstanceId");
    }

    private String capacity() throws Exception {
        return aws.text(
                "autoscaling",
                "describe-auto-scaling-groups",
                "--auto-scaling-group-names",
                "muster-lite-1",
                "--query",
                "AutoScalingGroups[0].DesiredCapacity");
    }

    @Test
    void theSoftwareIsStoppedStartedAndRestartedByRunCommand() throws Exception {
        shell(0);
        assertThat(typed.run("stop", "lite")).as(typed.err()).isZero();
        assertThat(typed.run("start", "lite/1", "--no-wait")).as(typed.err()).isZero();
        assertThat(typed.run("restart")).as(typed.err()).isZero();
        assertThat(lines)
                .containsExactly("muster agent-do stop", "muster agent-do start --no-wait", "muster agent-do restart");
        assertThat(capacity()).isEqualTo("1");
        assertThat(front.calls("CreateChangeSet")).isEmpty();
        shell(1);
        assertThat(typed.run("stop", "lite")).isEqualTo(1);
        assertThat(typed.err()).contains("error: lite/1: the node is tired", "  let it sleep");
        assertThat(typed.run("stop", "lite/2")).isEqualTo(2);
        assertThat(typed.err()).contains("lite has no node 2");
    }

    @Test
    void aCommandThatCannotBeDeliveredIsSaid() throws Exception {
        assertThat(typed.run("stop", "lite")).isEqualTo(1);
        assertThat(typed.err()).contains("of lite/1 cannot be reached: Run Command says Delivery Timed Out");
        aws.text("ec2", "terminate-instances", "--instance-ids", instance());
        aws.text(
                "autoscaling",
                "update-auto-scaling-group",
                "--auto-scaling-group-name",
                "muster-lite-1",
                "--desired-capacity",
                "0");
        assertThat(typed.run("stop", "lite")).isEqualTo(1);
        assertThat(typed.err()).contains("no instance runs for lite/1", "muster events lite");
        aws.text(
                "autoscaling",
                "update-auto-scaling-group",
                "--auto-scaling-group-name",
                "muster-lite-1",
                "--desired-capacity",
                "1");
    }

    /** The stack remembers: neither an up nor another machine starts what was stopped. */
    @Test
    void anInstanceIsStoppedAndWhatIsStillPaidIsSaid() throws Exception {
        assertThat(instance()).startsWith("i-");
        assertThat(typed.run("stop", "lite", "--instance")).as(typed.err()).isZero();
        assertThat(typed.out())
                .containsPattern(
                        "lite/1  stopped; its volume vol-\\w+, 256 GiB, is still paid: US\\$2\\d\\.\\d\\d a month");
        assertThat(instance()).isEmpty();
        assertThat(capacity()).isEqualTo("0");
        assertThat(aws.text(
                        "cloudformation",
                        "describe-stacks",
                        "--stack-name",
                        "muster-lite",
                        "--query",
                        "Stacks[0].Parameters[?ParameterKey=='Slot1Running'].ParameterValue"))
                .isEqualTo("0");
        Typed elsewhere = aws.typed(folder.resolve("elsewhere"));
        assertThat(elsewhere.run("status", "lite", "--json")).isZero();
        JsonNode node = Json.tree(elsewhere.out())
                .path("deployments")
                .path(0)
                .path("nodes")
                .path(0);
        assertThat(node.path("state").asText()).isEqualTo("stopped");
        assertThat(typed.run("up", common.resolve("lite.yaml").toString()))
                .as(typed.err())
                .isZero();
        assertThat(capacity()).isEqualTo("0");
        assertThat(elsewhere.run("rpc", "-d", "lite", "getblockcount")).isEqualTo(1);
        assertThat(elsewhere.err())
                .contains("no instance runs for lite/1: it was stopped", "\"muster start lite/1\" starts it");
        assertThat(elsewhere.run("stop", "lite", "--instance")).isZero();
        assertThat(elsewhere.out()).contains("nothing to change");
        assertThat(elsewhere.run("start", "lite")).as(elsewhere.err()).isZero();
        assertThat(elsewhere.out()).contains("lite/1  its instance starts");
        assertThat(instance()).startsWith("i-");
        assertThat(front.calls("CreateChangeSet"))
                .hasSize(4)
                .allSatisfy(call -> assertThat(call.value("ClientToken")).isPresent());
    }

    @Test
    void rpcGoesThroughTheShellUnchanged() throws Exception {
        shell(0);
        assertThat(typed.run("rpc", "-d", "lite", "getblockhash", "it's $HOME; `id` \"x\"", "[1, {\"a\": null}]"))
                .as(typed.err())
                .isZero();
        assertThat(typed.out().lines())
                .containsExactly(
                        "<agent-do>",
                        "<rpc>",
                        "<-->",
                        "<getblockhash>",
                        "<it's $HOME; `id` \"x\">",
                        "<[1, {\"a\": null}]>");
        front.instances().run((instance, line) -> new Instances.Done(0, "x".repeat(30_000), ""));
        assertThat(typed.run("rpc", "-d", "lite", "getblock")).isEqualTo(1);
        assertThat(typed.err()).contains("the answer is longer than the 24000 characters", "muster forward");
    }

    @Test
    void aLineOfShellRunsThereAndItsExitCodeCounts() throws Exception {
        shell(0);
        assertThat(typed.run("shell", "lite", "--command", "echo there; echo beside >&2"))
                .as(typed.err())
                .isZero();
        assertThat(typed.out()).isEqualTo("there\n");
        assertThat(typed.err()).contains("beside");
        assertThat(typed.run("shell", "lite/1", "--command", "exit 7")).isEqualTo(1);
        assertThat(typed.err()).contains("exit code 7 on lite/1");
    }

    /** A stand-in that leaves its arguments, what the environment has for it, and ends with 0. */
    private Typed withPlugin(String version) throws Exception {
        Path bin = Files.createDirectories(folder.resolve("plugins"));
        Path plugin = bin.resolve("session-manager-plugin");
        Files.writeString(plugin, """
                #!/bin/sh
                if [ "$1" = --version ]; then echo %s; exit 0; fi
                for word in "$@"; do printf '%%s\\n' "$word"; done >"%s/arguments"
                printf '%%s' "$AWS_SSM_START_SESSION_RESPONSE" >"%s/response"
                """.formatted(version, folder, folder));
        assertThat(plugin.toFile().setExecutable(true)).isTrue();
        Map<String, String> environment = new HashMap<>(aws.environment());
        environment.put("PATH", bin + ":/usr/bin:/bin");
        return aws.typed(common).with(environment);
    }

    @Test
    void aShellIsHandedToThePluginAndTheTokenIsNoArgument() throws Exception {
        Typed with = withPlugin("1.2.896.0");
        assertThat(with.run("shell", "lite")).as(with.err()).isZero();
        List<String> arguments = Files.readAllLines(folder.resolve("arguments"));
        assertThat(arguments)
                .containsExactly(
                        "AWS_SSM_START_SESSION_RESPONSE",
                        "us-east-1",
                        "StartSession",
                        "",
                        "{\"Target\":\"" + instance() + "\"}",
                        front.uri().toString());
        JsonNode response = Json.tree(Files.readString(folder.resolve("response")));
        assertThat(response.path("TokenValue").asText()).startsWith("token-of-");
        assertThat(response.path("StreamUrl").asText()).startsWith("wss://");
        assertThat(with.run("forward", "9332", "-d", "lite/1", "--local", "19332"))
                .as(with.err())
                .isZero();
        JsonNode request =
                Json.tree(Files.readAllLines(folder.resolve("arguments")).get(4));
        assertThat(request.path("DocumentName").asText()).isEqualTo("AWS-StartPortForwardingSession");
        assertThat(request.path("Parameters").path("portNumber").path(0).asText())
                .isEqualTo("9332");
        assertThat(request.path("Parameters").path("localPortNumber").path(0).asText())
                .isEqualTo("19332");
        assertThat(with.err()).contains("127.0.0.1:19332 leads to port 9332 of lite/1");
    }

    /** No session is begun that nobody can use. */
    @Test
    void withoutAPluginOrWithAnOldOneIsSaidWhereToGetIt() throws Exception {
        assertThat(typed.run("shell", "lite")).isEqualTo(5);
        assertThat(typed.err())
                .contains("no session-manager-plugin on the PATH", "install-plugin.html", "--command LINE");
        Typed old = withPlugin("1.2.707.0");
        assertThat(old.run("shell", "lite")).isEqualTo(5);
        assertThat(old.err()).contains("is of version 1.2.707.0, and AWS asks for 1.2.764.0 or newer");
        assertThat(front.calls("StartSession")).isEmpty();
    }
}
