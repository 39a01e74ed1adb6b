package dev.muster.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.cli.Typed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A canary in every place where secrets lie, and in the logs and files that are packed: none may fly out. */
class SupportBundleTest {
    private static final String SECRET = "canary-4f1d\"quoted";
    private static final String TOKEN = "canary-token-77aa";

    @TempDir
    Path folder;

    private Path zip = Path.of("x");

    @BeforeEach
    void aDeploymentThatIsDown() throws IOException {
        zip = folder.resolve("support.zip");
        Path deployment = Typed.below(folder).state().resolve("lite");
        write(
                deployment.resolve("deployment.json"),
                "{\"name\":\"lite\",\"blueprint\":\"litecoin\",\"network\":\"regtest\",\"dev\":true,"
                        + "\"specFile\":\"x\",\"createdAt\":\"2026-11-22T12:00:00Z\"}");
        write(deployment.resolve("spec.yaml"), "name: lite\n# " + SECRET + "\n");
        write(deployment.resolve("secrets/rpc-password"), SECRET + "\n");
        write(deployment.resolve("1/run/token"), TOKEN);
        write(deployment.resolve("1/etc/litecoin.conf"), "canary-etc");
        write(
                deployment.resolve("1/logs/node.log"),
                "start\nuser " + TOKEN
                        + "\nhttp://me:canary-url@host/\nrpcpassword=canary-key\nseed: \"canary seed\"\n");
        write(deployment.resolve("1/report.json"), "{\"reason\":\"canary-4f1d\\\"quoted\"}");
        write(deployment.resolve("1/node.json"), NODE);
    }

    private static final String NODE = """
        {"schema":1,"deployment":"lite","slot":1,"nodeId":"1","target":"local","blueprint":"litecoin",
        "blueprintChecksum":"0","network":"regtest","role":"follower","version":null,"settings":{},"ports":{},
        "bind":"127.0.0.1","peers":[],"references":{},"secrets":["rpc-password"],"install":null,
        "produceSeconds":null,"produceInitial":0}
        """;

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private SortedMap<String, String> packed() throws IOException {
        SortedMap<String, String> texts = new TreeMap<>();
        try (ZipFile read = new ZipFile(zip.toFile())) {
            for (var entry : read.stream().toList()) {
                texts.put(
                        entry.getName(), new String(read.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return texts;
    }

    @Test
    void whatHelpsIsInItAndNoSecretIs() throws IOException {
        Typed typed = Typed.below(folder);
        Files.delete(typed.state().resolve("lite/1/report.json"));
        assertThat(typed.run("support-bundle", "-o", zip.toString()))
                .as(typed.err())
                .isZero();
        assertThat(packed())
                .containsKeys("about.txt", "doctor.json", "status.json", "lite/spec.yaml", "lite/1/node.json")
                .containsKeys("lite/1/events.jsonl", "lite/1/logs/node.log")
                .allSatisfy((name, text) -> assertThat(text).as(name).doesNotContain("canary"));
        assertThat(packed().get("lite/1/logs/node.log")).contains("start\n", "[removed]", "@host/");
        assertThat(packed().keySet()).noneMatch(name -> name.matches(".*/(secrets|run|etc|data)/.*"));
    }

    @Test
    void aFileThatIsThereStays() throws IOException {
        Files.writeString(zip, "mine");
        Typed typed = Typed.below(folder);
        assertThat(typed.run("support-bundle", "-o", zip.toString())).isEqualTo(3);
        assertThat(zip).hasContent("mine");
    }
}
