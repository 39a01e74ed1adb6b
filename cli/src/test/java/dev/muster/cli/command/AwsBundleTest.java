package dev.muster.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muster.agent.files.Json;
import dev.muster.aws.calls.OperatorCall;
import dev.muster.aws.calls.OperatorCalls;
import dev.muster.aws.front.Call;
import dev.muster.aws.front.Emulator;
import dev.muster.aws.front.Front;
import dev.muster.aws.front.Instances;
import dev.muster.cli.Main;
import dev.muster.cli.Typed;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a helper needs to see of nodes on AWS, before the strict front: the program itself packs on an instance, which is
 * a folder and a process of this machine, and no secret flies out; an instance that does not answer holds up nobody.
 *
 * <p>Sabotage: the instance looks for secrets where this machine keeps them; links are followed; the object stays in the
 * bucket; the first instance that does not answer ends it all.
 */
class AwsBundleTest {
    private static final String SPEC = """
            muster: 1
            name: pair
            blueprint: litecoin
            network: mainnet
            target: aws
            topology: ha
            nodes: 2
            aws: {instance: m5.large}
            """;

    private static final String KEY = "reports/pair/1/support.zip";

    @TempDir
    Path folder;

    private Path hold() {
        return folder.resolve("hold");
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    /** What prepare and agent leave on an instance, with a canary wherever a secret may be. */
    private void anInstance() throws IOException {
        Path slot = hold().resolve("pair/1");
        write(folder.resolve("memory/secrets/rpc-password"), "canary-4f1d\"quoted\n");
        write(folder.resolve("memory/etc-1/litecoin.conf"), "rpcpassword=canary-etc\n");
        write(folder.resolve("shadow"), "canary-of-root\n");
        write(hold().resolve("pair/spec.yaml"), SPEC + "# canary-4f1d\"quoted\n");
        Files.createSymbolicLink(hold().resolve("pair/secrets"), folder.resolve("memory/secrets"));
        write(slot.resolve("run/token"), "canary-token-77aa");
        write(slot.resolve("node.json"), "{\"note\":\"canary-4f1d\\\"quoted\"}");
        write(
                slot.resolve("events/events.jsonl"),
                "{\"at\":\"2026-11-28T12:00:00Z\",\"type\":\"state\",\"slot\":1,\"message\":\"it said"
                        + " canary-4f1d\\\"quoted\",\"data\":{}}\n");
        write(
                slot.resolve("logs/node.log"),
                "start\nsaw canary-token-77aa\nhttp://me:canary-url@host/\nrpcpassword=canary-key\n");
        write(folder.resolve("boot.log"), "volume: vol-0a is mounted\nsecrets: canary-4f1d\"quoted\n");
        Files.createSymbolicLink(slot.resolve("etc"), folder.resolve("memory/etc-1"));
        // The node's user may write here, and it is root who reads.
        Files.createSymbolicLink(slot.resolve("report.json"), folder.resolve("shadow"));
    }

    /** The word that Run Command calls, as boot.sh puts it there. */
    private void word(Front front, Aws aws) throws Exception {
        Path muster = Files.createDirectories(folder.resolve("bin")).resolve("muster");
        Path arguments = folder.resolve("arguments");
        Files.createDirectories(folder.resolve("tmp"));
        write(
                arguments,
                "-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:-UsePerfData -Djava.io.tmpdir=" + folder.resolve("tmp")
                        + "\n-cp\n" + System.getProperty("java.class.path") + "\n" + Main.class.getName() + "\n");
        Files.writeString(
                muster,
                "#!/bin/sh\nexec " + Path.of(System.getProperty("java.home"), "bin", "java") + " @" + arguments
                        + " \"$@\" --hold " + hold() + " --boot-log " + folder.resolve("boot.log") + "\n");
        assertThat(muster.toFile().setExecutable(true)).isTrue();
        Map<String, String> environment = new TreeMap<>(aws.environment());
        environment.putAll(Map.of("DEPLOYMENT", "pair", "SLOT", "1", "REGION", "us-east-1", "BUCKET", bucket(aws)));
        environment.putAll(Map.of("PATH", folder.resolve("bin") + ":/usr/bin:/bin", "HOME", folder.toString()));
        front.instances().run((instance, line) -> {
            Path out = folder.resolve("out");
            Path err = folder.resolve("err");
            ProcessBuilder shell = new ProcessBuilder("/bin/sh", "-c", line)
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            shell.environment().clear();
            shell.environment().putAll(environment);
            int code = shell.start().waitFor();
            return new Instances.Done(code, Files.readString(out), Files.readString(err));
        });
    }

    private static String bucket(Aws aws) throws Exception {
        return aws.text("s3api", "list-buckets", "--query", "Buckets[0].Name");
    }

    private static String instance(Aws aws, int slot) throws Exception {
        return aws.text(
                "autoscaling",
                "describe-auto-scaling-groups",
                "--auto-scaling-group-names",
                "muster-pair-" + slot,
                "--query",
                "AutoScalingGroups[0].Instances[].InstanceId");
    }

    private static Map<String, String> unpacked(byte[] bytes) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                texts.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return texts;
    }

    private Set<String> left() throws IOException {
        try (Stream<Path> held = Files.walk(hold());
                Stream<Path> passing = Files.walk(folder.resolve("tmp"))) {
            return Stream.concat(held, passing).map(Path::toString).collect(Collectors.toCollection(TreeSet::new));
        }
    }

    @Test
    void eachInstancePacksItsOwnAndOneThatDoesNotAnswerIsNamed() throws Exception {
        try (Emulator emulator = Emulator.start();
                Front front = Front.before(emulator)) {
            front.stacks().pace(1000);
            Aws aws = new Aws(front.uri(), "us-east-1");
            Typed typed = aws.typed(folder);
            String spec = Files.writeString(folder.resolve("pair.yaml"), SPEC).toString();
            assertThat(typed.run("up", spec, "--yes")).as(typed.err()).isZero();
            anInstance();
            word(front, aws);
            front.instances().deafen(instance(aws, 2));
            write(folder.resolve("failed.json"), "{\"reason\":\"no Java\"}");
            aws.text(
                    "s3api",
                    "put-object",
                    "--bucket",
                    bucket(aws),
                    "--key",
                    "reports/pair/2/boot-failed.json",
                    "--body",
                    folder.resolve("failed.json").toString());
            Set<String> before = left();
            front.forgetCalls();

            Path zip = folder.resolve("support.zip");
            assertThat(typed.run("support-bundle", "pair", "-o", zip.toString(), "--json"))
                    .as(typed.err())
                    .isZero();
            assertThat(typed.err())
                    .contains("pair/2 has packed nothing: ", "cannot be reached: Run Command says Delivery Timed Out")
                    .doesNotContain("pair/1");
            JsonNode told = Json.tree(typed.out());
            assertThat(told.path("file").asText()).isEqualTo(zip.toString());
            assertThat(told.path("silent").path("pair/2").asText()).contains("cannot be reached");

            Map<String, String> texts = unpacked(Files.readAllBytes(zip));
            assertThat(told.path("entries")).hasSize(texts.size());
            assertThat(texts.keySet())
                    .containsExactlyInAnyOrder(
                            "1/about.txt",
                            "1/doctor.json",
                            "1/events.jsonl",
                            "1/logs/boot.log",
                            "1/logs/node.log",
                            "1/node.json",
                            "1/spec.yaml",
                            "2/boot-failed.json",
                            "2/silent.txt",
                            "about.txt",
                            "events.jsonl",
                            "status.json");
            noCanary(texts);
            assertThat(texts.get("1/logs/node.log")).contains("start\n", "[removed]", "@host/");
            assertThat(texts.get("1/logs/boot.log")).contains("vol-0a is mounted");
            assertThat(texts.get("1/events.jsonl")).contains("it said [removed]");
            assertThat(texts.get("1/spec.yaml")).contains("blueprint: litecoin");
            assertThat(texts.get("1/doctor.json")).contains(hold().toString());
            assertThat(texts.get("2/silent.txt")).contains("Delivery Timed Out", "muster logs pair/2 --source boot");
            assertThat(texts.get("2/boot-failed.json")).contains("no Java");
            assertThat(texts.get("events.jsonl")).contains("muster-pair CREATE_COMPLETE", "Slot2Group");
            assertThat(Json.tree(texts.get("status.json"))
                            .path("deployments")
                            .path(0)
                            .path("nodes"))
                    .hasSize(2);

            assertThat(left()).isEqualTo(before);
            nothingStaysInTheBucket(aws);
            theListOfCallsIsTrue(front);

            assertThat(typed.run("support-bundle", "pair/2", "-o", folder + "/two.zip"))
                    .as(typed.err())
                    .isZero();
            assertThat(unpacked(Files.readAllBytes(folder.resolve("two.zip"))))
                    .containsOnlyKeys("2/boot-failed.json", "2/silent.txt", "about.txt", "events.jsonl", "status.json");
            assertThat(typed.run("support-bundle", "pair/3", "-o", folder + "/three.zip"))
                    .isEqualTo(2);
            assertThat(typed.err()).contains("pair has no node 3");
            assertThat(folder.resolve("three.zip")).doesNotExist();
        }
    }

    private static void noCanary(Map<String, String> texts) {
        assertThat(texts).allSatisfy((name, text) -> assertThat(text).as(name).doesNotContain("canary"));
    }

    /** Older versions neither: the bucket keeps them for a day. */
    private static void nothingStaysInTheBucket(Aws aws) throws Exception {
        assertThat(aws.text(
                        "s3api",
                        "list-object-versions",
                        "--bucket",
                        bucket(aws),
                        "--prefix",
                        KEY,
                        "--query",
                        "[Versions,DeleteMarkers][].Key"))
                .isEmpty();
    }

    /** The instance hands over what is clean already, and the operator calls what the operator's policy has. */
    private static void theListOfCallsIsTrue(Front front) throws IOException {
        List<Call> puts = front.calls().stream()
                .filter(call -> call.method().equals("PUT"))
                .toList();
        assertThat(puts).hasSize(1);
        assertThat(puts.getFirst().target()).endsWith(KEY);
        noCanary(unpacked(puts.getFirst().body()));
        List<String> listed = OperatorCalls.ALL.stream()
                .map(OperatorCall::actions)
                .flatMap(List::stream)
                .toList();
        assertThat(front.calls())
                .filteredOn(call -> !call.method().equals("PUT"))
                .extracting(AwsBundleTest::action)
                .contains("s3:GetObject", "s3:DeleteObjectVersion", "ssm:SendCommand")
                .allSatisfy(action ->
                        assertThat(listed).as(action).anyMatch(pattern -> action.matches(pattern.replace("*", ".*"))));
    }

    private static String action(Call call) {
        if (!call.service().equals("s3")) {
            return call.service() + ":" + call.action();
        }
        String asked =
                call.method() + (call.target().contains("?") ? call.target().replaceFirst(".*\\?", " ") : "");
        return asked.startsWith("GET ") && asked.contains("versions")
                ? "s3:ListBucketVersions"
                : asked.startsWith("POST ") && asked.contains("delete")
                        ? "s3:DeleteObjectVersion"
                        : asked.startsWith("GET") ? "s3:GetObject" : asked;
    }
}
