package dev.muster.agent.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.agent.container.ContainerCommand;
import dev.muster.agent.container.Engine;
import dev.muster.agent.container.Mount;
import dev.muster.agent.testing.Busybox;
import dev.muster.agent.testing.ImageRegistry;
import dev.muster.agent.testing.Needs;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Docker's own client, run as the agent's unit runs it (another user, no way to more rights), before an engine that is
 * root's: podman, which speaks docker's language (but of a container that goes when it ends, podman 4.3.1 tells any
 * client the exit code 0).
 *
 * <p>Sabotage that turns it red: the body goes on as it came (it runs as whom the image names); the label is not asked
 * for (another's container can be stopped).
 */
class EngineDoorTest {
    private static final int NOBODY = 65_534;
    private static final String CONFIGURATION = """
            [containers]
            default_ulimits = ["nofile=4096:4096", "nproc=4096:4096"]
            [engine]
            runtime = "runc"
            cgroup_manager = "cgroupfs"
            events_logger = "file"
            """;

    @TempDir
    Path folder;

    private final List<String> refusals = new CopyOnWriteArrayList<>();
    private final List<Process> processes = new ArrayList<>();
    private ImageRegistry registry;
    private Path engine;
    private Path at;
    private Path data;
    private EngineDoor door;
    private String image;

    @BeforeEach
    void start() throws Exception {
        Needs.root();
        Needs.tool("podman");
        Needs.tool("docker");
        registry = new ImageRegistry();
        byte[] layer = Busybox.tar();
        // As images do that know nothing of a slot: they want to be root.
        image = registry.image() + "@" + registry.add("amd64", gzip(layer), layer, "\"User\":\"0\",");
        engine = folder.resolve("docker.sock");
        service();
        assertThat(docker(engine, false, "pull", "--quiet", image).code()).isZero();
        data = Files.createDirectories(folder.resolve("data"));
        Files.setAttribute(data, "unix:uid", NOBODY);
        Files.setPosixFilePermissions(folder, java.nio.file.attribute.PosixFilePermissions.fromString("rwxr-xr-x"));
        at = folder.resolve("engine.sock");
        door = new EngineDoor(
                at,
                engine,
                new Tenant("demo/1", "muster-demo-1-", NOBODY, NOBODY, List.of(data.toRealPath())),
                refusals::add);
        Thread.ofVirtual().start(() -> {
            try {
                door.serve();
            } catch (IOException | InterruptedException e) {
                // Closed at the end.
            }
        });
    }

    private void service() throws Exception {
        ProcessBuilder podman = new ProcessBuilder("podman", "system", "service", "--time=0", "unix://" + engine)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("podman.log").toFile());
        podman.environment()
                .putAll(Map.of(
                        "CONTAINERS_CONF",
                        Files.writeString(folder.resolve("containers.conf"), CONFIGURATION)
                                .toString(),
                        "CONTAINERS_REGISTRIES_CONF",
                        registry.configuration(folder.resolve("registries.conf"))
                                .toString()));
        processes.add(podman.start());
        for (int tries = 0; !Files.exists(engine); tries++) {
            assertThat(tries).as(Files.readString(folder.resolve("podman.log"))).isLessThan(300);
            Thread.sleep(100);
        }
    }

    @AfterEach
    void stop() throws Exception {
        docker(engine, false, "rm", "-f", "muster-demo-1-node", "foreign");
        if (door != null) {
            door.close();
        }
        for (Process process : processes) {
            process.destroy();
            process.waitFor(20, TimeUnit.SECONDS);
        }
        registry.close();
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    private record Said(int code, String text) {}

    private Process client(Path socket, boolean asNode, List<String> words) throws IOException {
        List<String> command = new ArrayList<>();
        if (asNode) {
            command.addAll(List.of(
                    "setpriv",
                    "--reuid=" + NOBODY,
                    "--regid=" + NOBODY,
                    "--clear-groups",
                    "--no-new-privs",
                    "--bounding-set=-all,+net_bind_service"));
        }
        command.addAll(words);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("DOCKER_HOST", "unix://" + socket);
        builder.environment().put("HOME", "/nonexistent");
        return builder.start();
    }

    private static Said said(Process process) throws Exception {
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Said(process.waitFor(), text);
    }

    private Said docker(Path socket, boolean asNode, String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of("docker"));
        command.addAll(List.of(words));
        return said(client(socket, asNode, command));
    }

    private ContainerCommand node(String script) {
        return new ContainerCommand(
                new Engine(Engine.Kind.DOCKER, Path.of("docker"), List.of()),
                "muster-demo-1-node",
                image,
                List.of("-c", script),
                Optional.empty(),
                List.of(new Mount(data, "/box", false)),
                Optional.empty(),
                List.of("--network", "host", "--entrypoint", "/bin/sh"),
                "SIGTERM",
                Duration.ofSeconds(10));
    }

    @Test
    void aNodeRunsItsContainersAsItselfAndWithoutRights() throws Exception {
        Said run = said(client(
                at,
                true,
                node("/bin/busybox id -u; /bin/busybox grep -E 'CapBnd|NoNewPrivs' /proc/self/status; echo x >/box/made")
                        .run()));
        assertThat(run.text())
                .contains("65534\n", "CapBnd:\t0000000000000000", "NoNewPrivs:\t1")
                .as("what the program wrote comes through the client");
        assertThat(Files.getAttribute(data.resolve("made"), "unix:uid")).isEqualTo(NOBODY);
    }

    @Test
    void itsClientStaysAndHandsSignalsOn() throws Exception {
        Process client = client(
                at,
                true,
                node("trap 'echo asked; exit 0' TERM; echo up >/box/up; while :; do /bin/busybox sleep 1; done")
                        .run());
        for (int tries = 0; !Files.exists(data.resolve("up")); tries++) {
            assertThat(tries).as("no start").isLessThan(200);
            Thread.sleep(100);
        }
        assertThat(docker(
                                at,
                                true,
                                "inspect",
                                "--type",
                                "container",
                                "--format",
                                "{{.State.Status}}",
                                "muster-demo-1-node")
                        .text())
                .isEqualTo("running\n");
        client.toHandle().destroy();
        assertThat(said(client)).isEqualTo(new Said(0, "asked\n"));
        assertThat(docker(engine, false, "ps", "-a", "--format", "{{.Names}}").text())
                .doesNotContain("muster-demo-1-node");
    }

    @Test
    void whatIsNotItsOwnItNeitherSeesNorTouches() throws Exception {
        assertThat(docker(engine, false, "run", "-d", "--name", "foreign", image, "/bin/busybox", "sleep", "60")
                        .code())
                .isZero();
        assertThat(docker(at, true, "rm", "-f", "foreign").text()).contains("No such container: foreign");
        assertThat(docker(at, true, "ps").text()).contains("a node may not ask the engine for GET /containers/json");
        assertThat(docker(at, true, "exec", "foreign", "/bin/sh").code()).isNotZero();
        assertThat(docker(at, true, "run", "--rm", "--privileged", "--name", "muster-demo-1-x", image)
                        .text())
                .contains("a container of a node gets no Privileged");
        assertThat(docker(at, true, "run", "--rm", "-v", "/:/host", "--name", "muster-demo-1-x", image)
                        .text())
                .contains("a container of a node gets no Binds");
        assertThat(docker(engine, true, "ps").text())
                .as("and the engine's own socket is not for it")
                .contains("permission denied");
        assertThat(docker(engine, false, "ps", "--format", "{{.Names}}").text()).contains("foreign");
        assertThat(refusals).hasSize(3);
    }
}
