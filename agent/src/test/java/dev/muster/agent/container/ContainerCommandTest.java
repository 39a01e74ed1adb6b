package dev.muster.agent.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.agent.command.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContainerCommandTest {
    private static final String IMAGE = "registry.example/node@sha256:" + "a".repeat(64);

    private static ContainerCommand command(Engine engine) {
        return new ContainerCommand(
                engine,
                "muster-net-1-node",
                IMAGE,
                List.of("node", "--data", "/data"),
                Optional.of("1000:1000"),
                List.of(
                        new Mount(Path.of("/srv/data"), "/data", false),
                        new Mount(Path.of("/srv/etc"), "/etc/node", true)),
                Optional.of(Path.of("/srv/node.env")),
                "SIGINT",
                Duration.ofMinutes(10));
    }

    @Test
    void theCommandLinesAreData() {
        ContainerCommand command = command(Engine.of(
                Engine.Kind.PODMAN, Path.of("/usr/bin/podman"), Map.of("MUSTER_PODMAN_ARGS", " --runtime  runc ")));
        assertThat(String.join(" ", command.run()))
                .isEqualTo("/usr/bin/podman run --rm --pull=never --log-driver none --name muster-net-1-node"
                        + " --network host --stop-signal SIGINT --stop-timeout 600 --user 1000:1000"
                        + " --mount type=bind,source=/srv/data,target=/data"
                        + " --mount type=bind,source=/srv/etc,target=/etc/node,readonly"
                        + " --env-file /srv/node.env --runtime runc " + IMAGE + " node --data /data");
        assertThat(String.join(" ", command.stop())).isEqualTo("/usr/bin/podman stop -t 600 muster-net-1-node");
        assertThat(String.join(" ", command.kill())).isEqualTo("/usr/bin/podman kill --signal KILL muster-net-1-node");
        assertThat(String.join(" ", command.remove())).isEqualTo("/usr/bin/podman rm -f muster-net-1-node");
    }

    @Test
    void podmansArgumentsAreNotForDocker() {
        Engine docker = Engine.of(
                Engine.Kind.DOCKER, Path.of("/usr/bin/docker"), Map.of("MUSTER_PODMAN_ARGS", "--runtime runc"));
        assertThat(command(docker).run()).startsWith("/usr/bin/docker", "run").doesNotContain("runc");
    }

    @Test
    void readsAState() {
        assertThat(ContainerState.read(new Outcome(0, "42 true 0\n", ""))).contains(new ContainerState(42, true, 0));
        assertThat(ContainerState.read(new Outcome(125, "", "no such container")))
                .isEmpty();
        assertThat(ContainerState.read(new Outcome(0, "[]\n", ""))).isEmpty();
    }

    @Test
    void theEnvironmentFileIsForItsOwnerAlone(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("node.env");
        Files.writeString(file, "older");
        EnvironmentFile.write(file, Map.of("RPC_PASSWORD", "a b=c", "A", ""));
        assertThat(file).hasContent("A=\nRPC_PASSWORD=a b=c\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThatThrownBy(() -> EnvironmentFile.write(file, Map.of("KEY", "two\nlines")))
                .hasMessageContaining("\"KEY\"")
                .message()
                .doesNotContain("two");
    }

    @Test
    void aPathWithACommaCannotBeMounted() {
        assertThatThrownBy(() -> new Mount(Path.of("/srv/a,b"), "/data", false)).hasMessageContaining("comma");
    }
}
