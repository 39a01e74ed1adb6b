package dev.muster.e2e.boot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.muster.aws.boot.Metadata;
import dev.muster.aws.calls.AgentCall;
import dev.muster.aws.calls.AgentCalls;
import dev.muster.aws.front.Answer;
import dev.muster.aws.front.Call;
import dev.muster.aws.front.Emulator;
import dev.muster.aws.front.Faults;
import dev.muster.aws.front.Rule;
import dev.muster.aws.synth.BlueprintFiles;
import dev.muster.aws.synth.NodeFiles;
import dev.muster.aws.synth.Program;
import dev.muster.core.blueprint.Libraries;
import dev.muster.core.spec.SpecReader;
import dev.muster.core.spec.SpecReader.Resolved;
import dev.muster.core.value.Region;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An instance that boots for real: user data as {@code synth} wrote it, cloud-init, systemd, the program, Java and
 * software from the bucket, a volume that appears when AWS has attached it, and a peer that has blocks.
 *
 * <p>Sabotage that turns it red: prepare ends well although a secret is missing; the agent's unit kills its programs
 * with it; the agent leaves no note when the instance goes.
 */
class BootTest {
    private static final Path ROOT = Path.of(System.getProperty("muster.root", ".."));
    private static final Path JAR = Path.of(System.getProperty("muster.jar", "../cli/target/muster.jar"));
    private static final String HEALTH = "http://127.0.0.1:17900/health";
    private static final String SPEC = """
            muster: 1
            name: lite
            blueprint: litecoin
            network: regtest
            version: 0.21.2.1
            install: download
            target: aws
            settings: {connect: ["127.0.0.1:%d"]}
            aws:
              region: us-east-1
              volume: {size: 1 GiB}
            """.formatted(FarNet.PEER_PORT);

    /** An address and identity this node has not, a disk that fails, a long stop, what EC2 and the SSM agent do. */
    private static final Set<String> NOT_HERE = Set.of(
            "ec2:DescribeAddresses",
            "ec2:AssociateAddress",
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

    @TempDir
    static Path shared;

    private static Account account;
    private static Metadata metadata;
    private static FarNet net;
    private static Payload payload;
    private static Resolved resolved;

    @TempDir
    Path folder;

    private LoopVolume volume;
    private String id;
    private String instance;

    @BeforeAll
    static void start() throws Exception {
        account = new Account();
        metadata = new Metadata();
        net = new FarNet(shared, metadata, account.front().uri());
        payload = Payload.make(shared);
        resolved = SpecReader.read(
                "muster.yaml",
                SPEC,
                Libraries.folder(payload.blueprints(ROOT.resolve("blueprints"), shared.resolve("blueprints"))),
                same -> same);
    }

    @AfterAll
    static void stop() throws Exception {
        if (net != null) {
            net.close();
        }
        metadata.close();
        account.close();
    }

    /** What {@code up} puts into the bucket, and what an instance without internet needs beside it. */
    private static NodeFiles files(UnaryOperator<String> script) throws IOException {
        BlueprintFiles plain = new BlueprintFiles(resolved, Program.of(JAR));
        return new NodeFiles() {
            @Override
            public SortedMap<String, byte[]> of(Region region, String slot) {
                SortedMap<String, byte[]> all = plain.of(region, slot);
                all.computeIfPresent(
                        "boot.sh",
                        (_, text) -> script.apply(new String(text, StandardCharsets.UTF_8))
                                .getBytes(StandardCharsets.UTF_8));
                try {
                    all.put("runtime.tar.gz", Files.readAllBytes(payload.runtime()));
                    all.put(payload.cachedAs(), Files.readAllBytes(payload.software()));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                return all;
            }

            @Override
            public Optional<Program> program() {
                return plain.program();
            }
        };
    }

    private void up(UnaryOperator<String> script) throws Exception {
        account.empty();
        account.up(resolved, files(script));
        id = account.volume();
        volume = new LoopVolume(folder, id, 320L << 20);
        account.front().with(volume);
        launch();
    }

    /** Another instance of the slot takes over the metadata service. */
    private void launch() {
        instance = account.instance();
        metadata.instance(instance, account.userData());
    }

    @AfterEach
    void detach() {
        account.front().without(volume);
        volume.close();
    }

    private JsonNode report(Instance machine) throws IOException {
        String text = machine.file("var/lib/muster/lite/1/report.json");
        return new ObjectMapper().readTree(text.isEmpty() ? "{}" : text);
    }

    private void awaitInSync(Instance machine, int height) throws Exception {
        try {
            FarNet.await(
                    Duration.ofMinutes(6),
                    "node in sync at " + height,
                    () -> report(machine).path("height").asInt() == height
                            && net.ask(HEALTH, "-o", "/dev/null", "-w", "%{http_code}")
                                    .equals("200"));
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "\n" + machine.said(), e);
        }
    }

    @Test
    void anInstanceBootsIntoANodeThatFollowsAndItsDataOutliveItsRebootsAndItself() throws Exception {
        up(same -> same);
        try (Instance machine = new Instance(net, volume).start()) {
            awaitInSync(machine, FarNet.BLOCKS);
            assertThat(report(machine).path("state").asText()).isEqualTo("in-sync");
            assertThat(machine.file("var/log/muster-prepare.log")).contains("with a new file system");
            FarNet.await(
                    Duration.ofMinutes(2),
                    "signal of success",
                    () -> account.front().calls("SignalResource").stream()
                            .anyMatch(call -> call.value("Status").equals(Optional.of("SUCCESS"))));
            crash(machine);
            machine.stop();
            assertThat(log(machine)).as("a clean stop").contains("Shutdown: done");

            net.mine(1);
            machine.start();
            awaitInSync(machine, FarNet.BLOCKS + 1);
            assertThat(log(machine)).containsPattern("Loaded best chain: .* height=" + FarNet.BLOCKS + " ");
            assertThat(machine.file("var/log/muster-prepare.log").split("with a new file system", -1))
                    .hasSize(2);
            metadata.say("autoscaling/target-lifecycle-state", "Terminated");
            FarNet.await(
                    Duration.ofMinutes(2),
                    "end of the hook",
                    () -> !account.front().calls("CompleteLifecycleAction").isEmpty());
            assertThat(account.front().calls("DetachVolume")).hasSize(1);
            metadata.unsay("autoscaling/target-lifecycle-state");
            machine.stop();
        }
        launch();
        net.mine(1);
        try (Instance successor = new Instance(net, volume).start()) {
            awaitInSync(successor, FarNet.BLOCKS + 2);
            assertThat(successor.file("var/log/muster-prepare.log"))
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

    private long node(Instance machine) throws IOException {
        return report(machine).at("/services/0/pid").asLong();
    }

    /** What the node itself has written. */
    private static String log(Instance machine) throws IOException {
        return machine.file("var/lib/muster/lite/1/logs/node.log");
    }

    /** Made with the role's credentials: by scripts, by {@code prepare}, by the agent. */
    private static Set<String> callsOfInstances() {
        return account.front().calls().stream()
                .filter(call -> call.headers().getOrDefault("authorization", "").contains("Credential=ASIATEST/"))
                .map(call -> call.service().replace("monitoring", "cloudwatch") + ":"
                        + (call.service().equals("s3")
                                ? (call.method().equals("GET") ? "GetObject" : "PutObject")
                                : call.action()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The boot failed, and said why in the bucket first and then to the stack. */
    private void fails(String reason) throws Exception {
        try (Instance machine = new Instance(net, volume).start()) {
            try {
                FarNet.await(
                        Duration.ofMinutes(6),
                        "signal",
                        () -> !account.front().calls("SignalResource").isEmpty());
            } catch (AssertionError e) {
                throw new AssertionError(e.getMessage() + "\n" + machine.said(), e);
            }
            assertThat(account.front().calls("SignalResource")).singleElement().satisfies(call -> {
                assertThat(call.value("Status")).contains("FAILURE");
                assertThat(call.value("UniqueId")).contains(instance);
            });
            assertThat(account.failure().path("reason").asText()).contains(reason);
        }
    }

    @Test
    void aVolumeThatNeverComesIsAFailedBootThatSaysSo() throws Exception {
        up(text -> text.replace("--user $NODE", "--user $NODE --patience 3s"));
        volume.lose();
        fails("volume " + id + " is attached, and no disk with its serial number has appeared in 3 s");
    }

    @Test
    void aSecretThatIsDeniedIsAFailedBootThatNamesItAndTheCommand() throws Exception {
        up(same -> same);
        Rule denied = Faults.deny("secretsmanager", "GetSecretValue");
        account.front().with(denied);
        try {
            fails("the secret rpc-password cannot be read");
            assertThat(account.failure().path("reason").asText()).contains("muster secret set rpc-password -d lite");
        } finally {
            account.front().without(denied);
        }
    }

    @Test
    void aFileThatIsNotWhatTheManifestSaysIsAFailedBoot() throws Exception {
        up(same -> same);
        Rule other = new Rule() {
            @Override
            public Answer after(Call call, Answer answer, Emulator behind) {
                return call.method().equals("GET") && call.target().contains("/files/")
                        ? new Answer(200, Map.of(), "other".getBytes(StandardCharsets.UTF_8))
                        : answer;
            }
        };
        account.front().with(other);
        try {
            fails("does not have the checksum of the manifest");
        } finally {
            account.front().without(other);
        }
    }
}
