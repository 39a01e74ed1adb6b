package dev.muster.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muster.agent.testing.Busybox;
import dev.muster.agent.testing.ImageRegistry;
import dev.muster.agent.testing.Needs;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node whose program is a container, run by podman. */
class ContainerNodeTest {
    private static final String BLUEPRINT = """
            blueprint: 1
            name: boxed
            title: Boxed
            summary: answers its height from a file
            networks: {local: {kind: dev}}
            roles: {follower: {title: answers, services: [node], default: true}}
            secrets: {token: {help: a token, generate: 8, environment: true}}
            ports:
              api: {help: status, exposure: local, default: 23080, source: chosen for this test (2026-11-22)}
            volumes: {data: {help: data, size: {"*": 1 GB}, source: chosen for this test (2026-11-22)}}
            services:
              node:
                install:
                  - container: {image: IMAGE, tag: one, digests: {"*": "DIGEST"}, mount: /box, program: /bin/sh, source: made by this test (2026-11-22)}
                command:
                  - "{{program}}"
                  - -c
                  - "trap 'exit 0' TERM; [ -n \\"$TOKEN\\" ] && echo started >> /box/starts; /bin/busybox httpd -f -p 127.0.0.1:{{port.api}} -h {{etc}} & wait"
                environment: {TOKEN: "{{secret.token}}"}
                files: [{template: status.json, to: status.json}]
                stop: {signal: SIGTERM, grace: 10s, source: the trap above in this test (2026-11-22)}
            endpoints: {api: {kind: http, port: api}}
            probes:
              every: 1s
              calls: {status: {endpoint: api, path: /status.json}}
              values: {height: {call: status, at: /height}}
              source: the file of this test (2026-11-22)
            requires: {source: nothing of note (2026-11-22)}
            """;

    @TempDir
    Path home;

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    /** As images do that know nothing of a slot: another user, and a start of its own. */
    private static final String WISHES = "\"User\":\"101\",\"Entrypoint\":[\"/bin/false\"],";

    /**
     * Sabotage that turns it red: the secret is not handed over; a killed client's container is not removed; it runs as
     * the image's user, who can read no file of the slot.
     */
    @Test
    void aContainerIsStartedAskedKilledAndTakenAway() throws Exception {
        Path podman = Needs.tool("podman");
        Needs.root();
        byte[] layer = Busybox.tar();
        try (ImageRegistry registry = new ImageRegistry();
                Muster muster = new Muster(home)) {
            String digest = registry.add("amd64", gzip(layer), layer, WISHES);
            Path blueprint = Files.createDirectories(home.resolve("blueprints/boxed/files"));
            Files.writeString(
                    blueprint.resolve("../blueprint.yaml"),
                    BLUEPRINT.replace("IMAGE", registry.image()).replace("DIGEST", digest));
            Files.writeString(
                    blueprint.resolve("status.json"),
                    "{\"height\": 7, \"about\": \"source: written by this test (2026-11-22)\"}\n");
            muster.with(
                            "CONTAINERS_REGISTRIES_CONF",
                            registry.configuration(home.resolve("registries.conf"))
                                    .toString())
                    .with(
                            "MUSTER_PODMAN_ARGS",
                            "--runtime runc --cgroup-manager cgroupfs --ulimit nofile=4096:4096 --ulimit nproc=4096:4096");
            Path spec = muster.spec("boxed", "muster: 1\nname: boxed\nblueprint: boxed\nnetwork: local\n");
            muster.run(
                            "up",
                            spec.toString(),
                            "--blueprints",
                            home.resolve("blueprints").toString())
                    .ok();
            JsonNode node = muster.node("boxed", 1);
            assertThat(node.path("height").asLong()).isEqualTo(7);
            assertThat(node.path("services").path(0).path("installedBy").asText())
                    .isEqualTo("container");
            Path starts = muster.slotFolder("boxed", 1).resolve("data/starts");
            assertThat(starts).hasContent("started");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(
                            muster.slotFolder("boxed", 1).resolve("etc/status.json"))))
                    .as("what it has read")
                    .isEqualTo("rw-------");

            long pid = node.path("services").path(0).path("pid").asLong();
            ProcessHandle.of(pid).orElseThrow().destroyForcibly();
            muster.await("boxed", 1, Duration.ofSeconds(40), report -> {
                JsonNode service = report.path("services").path(0);
                return service.path("pid").asLong() != pid
                        && report.path("state").asText().equals("in-sync");
            });
            assertThat(Files.readAllLines(starts)).hasSize(2);

            muster.run("down", "boxed").ok();
            Process list = new ProcessBuilder(podman.toString(), "ps", "-a", "--format", "{{.Names}}").start();
            assertThat(new String(list.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
                    .doesNotContain("muster-boxed");
        }
    }
}
