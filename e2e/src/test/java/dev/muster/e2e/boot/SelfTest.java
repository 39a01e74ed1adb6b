package dev.muster.e2e.boot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.muster.agent.testing.Loops;
import dev.muster.aws.boot.Metadata;
import dev.muster.aws.calls.AgentCall;
import dev.muster.aws.calls.AgentCalls;
import dev.muster.aws.cloud.Cloud;
import dev.muster.aws.deploy.AwsSecrets;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is a node's own on an instance that boots for real: the identity it makes, its secrets, its role.
 *
 * <p>Sabotage that turns it red: programs stay in the agent's group; rules are loaded at the first boot only; put back is
 * left out; a new secret is written and nobody is told.
 */
class SelfTest {
    private static final Path ROOT = Path.of(System.getProperty("muster.root", ".."));
    private static final Path JAR = Path.of(System.getProperty("muster.jar", "../cli/target/muster.jar"));
    private static final String VALUE = "another-value-that-nobody-may-see";
    private static final String SIX = "fd00:ec2::254";
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
              address: true
              volume: {size: 1 GiB}
            """.formatted(FarNet.PEER_PORT);

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

    @TempDir
    Path folder;

    private final List<AutoCloseable> open = new ArrayList<>();
    private Account account;
    private Metadata metadata;
    private FarNet net;
    private String id = "";

    @Test
    void anIdentityOutlivesItsVolumeASecretIsRenewedAndTheRoleIsTheAgentsAlone() throws Exception {
        try {
            up();
            try (LoopVolume volume = volume("first");
                    Instance machine = new Instance(net, volume).start()) {
                inSync(machine);
                doors(machine, 1);
                calls("CreateSecret", 1);
                renewed(machine);
                calls("PutSecretValue", 1);
                machine.stop();
                Loops.run("ip", "netns", "exec", name(), "nft", "flush", "ruleset");
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
            try (LoopVolume empty = volume("second");
                    Instance successor = new Instance(net, empty).start()) {
                inSync(successor);
                assertThat(successor.file("var/log/muster-prepare.log"))
                        .contains("with a new file system")
                        .contains("self/key, self/second put back from the secret muster/lite/1/identity");
                assertThat(inside(successor, "stat", "-c", "%U %a", "/data/self/key"))
                        .isEqualTo("muster-node 600");
                assertThat(copied()).contains(key(successor));
                account.front().without(empty);
            }
            compare();
        } finally {
            for (AutoCloseable each : open.reversed()) {
                each.close();
            }
        }
    }

    private void up() throws Exception {
        account = opened(new Account());
        metadata = opened(new Metadata());
        net = opened(new FarNet(folder, metadata, account.front().uri()));
        Loops.run("ip", "-n", name(), "-6", "address", "add", SIX + "/128", "dev", "lo");
        Process six = new ProcessBuilder(
                        "ip", "netns", "exec", name(), "python3", "-m", "http.server", "80", "--bind", SIX)
                .directory(Files.createDirectories(folder.resolve("six")).toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        open.add(six::destroy);
        Payload payload = Payload.make(folder);
        Resolved resolved = SpecReader.read(
                "muster.yaml",
                SPEC,
                Libraries.folder(payload.blueprints(ROOT.resolve("blueprints"), folder.resolve("blueprints"))),
                same -> same);
        account.empty();
        account.up(resolved, files(resolved, payload));
        id = account.volume();
        launch();
    }

    private <T extends AutoCloseable> T opened(T thing) {
        open.add(thing);
        return thing;
    }

    private String name() {
        return String.valueOf(Path.of(net.path()).getFileName());
    }

    private void launch() {
        metadata.instance(account.instance(), account.userData());
    }

    private LoopVolume volume(String name) throws IOException {
        LoopVolume volume = new LoopVolume(Files.createDirectory(folder.resolve(name)), id, 320L << 20);
        account.front().with(volume);
        return volume;
    }

    /** What {@code up} puts into the bucket, and what an instance without internet needs beside it. */
    private static NodeFiles files(Resolved resolved, Payload payload) throws IOException {
        BlueprintFiles plain = new BlueprintFiles(resolved, Program.of(JAR));
        return new NodeFiles() {
            @Override
            public SortedMap<String, byte[]> of(Region region, String slot) {
                SortedMap<String, byte[]> all = plain.of(region, slot);
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

    private static JsonNode report(Instance machine) throws IOException {
        String text = machine.file("var/lib/muster/lite/1/report.json");
        return new ObjectMapper().readTree(text.isEmpty() ? "{}" : text);
    }

    private static String state(Instance machine) throws IOException {
        return report(machine).path("state").asText();
    }

    private static void inSync(Instance machine) throws Exception {
        await(
                machine,
                "node in sync",
                () -> state(machine).equals("in-sync") && machine.agent().isPresent());
    }

    private static void await(Instance machine, String what, java.util.concurrent.Callable<Boolean> there)
            throws Exception {
        try {
            FarNet.await(Duration.ofMinutes(6), what, there);
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "\n" + machine.said(), e);
        }
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
        Set<String> made = account.front().calls().stream()
                .filter(call -> call.headers().getOrDefault("authorization", "").contains("Credential=ASIATEST/"))
                .map(call -> call.service().replace("monitoring", "cloudwatch") + ":"
                        + (call.service().equals("s3")
                                ? (call.method().equals("GET") ? "GetObject" : "PutObject")
                                : call.action()))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> listed = AgentCalls.ALL.stream().map(AgentCall::action).collect(Collectors.toSet());
        assertThat(listed).containsAll(made);
        Set<String> idle = new TreeSet<>(listed);
        idle.removeAll(made);
        assertThat(idle).as("listed, and made by nobody").isEqualTo(new TreeSet<>(NOT_HERE));
        assertThat(new String(account.front().calls("CreateSecret").getFirst().body(), StandardCharsets.UTF_8))
                .contains("muster/lite/1/identity");
    }
}
