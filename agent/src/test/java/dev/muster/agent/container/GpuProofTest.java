package dev.muster.agent.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.agent.command.Outcome;
import dev.muster.agent.testing.FakeCommands;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GpuProofTest {
    private static final String QUESTION = "/usr/bin/docker run --rm --pull=never --log-driver none --gpus all"
            + " --entrypoint nvidia-smi example.org/edge@sha256:12 -L";

    private final FakeCommands commands = new FakeCommands();
    private final ContainerCommand container = new ContainerCommand(
            Engine.of(Engine.Kind.DOCKER, Path.of("/usr/bin/docker"), Map.of()),
            "muster-theta-1-edge",
            "example.org/edge@sha256:12",
            List.of("--password", "/run/password"),
            Optional.of("1000:1000"),
            List.of(new Mount(Path.of("/srv/data"), "/data", false)),
            Optional.of(Path.of("/srv/edge.env")),
            List.of("--gpus", "all"),
            "SIGTERM",
            Duration.ofMinutes(2));

    @Test
    void aContainerOfTheImageIsAskedAndGetsNothingOfTheSlot() {
        commands.on(QUESTION, "GPU 0: Tesla T4 (UUID: GPU-6cf00fa7-59ac-16f2-3e83-d24ccdc56f84)\n");
        assertThat(GpuProof.seen(commands, container))
                .containsExactly("GPU 0: Tesla T4 (UUID: GPU-6cf00fa7-59ac-16f2-3e83-d24ccdc56f84)");
        assertThat(commands.ran()).containsExactly(QUESTION);
    }

    @Test
    void aMachineWithoutToolkitIsNoMachineWithAGpu() {
        commands.on(QUESTION, _ -> new Outcome(125, "", "docker: could not select device driver \"\""));
        assertThatThrownBy(() -> GpuProof.seen(commands, container))
                .hasMessageContaining("its container sees no GPU: exit code 125: docker: could not select device")
                .hasMessageContaining(QUESTION);
    }

    @Test
    void aDriverThatListsNoneIsNoProof() {
        commands.on(QUESTION, "No devices were found\n");
        assertThatThrownBy(() -> GpuProof.seen(commands, container))
                .hasMessageContaining("its container sees no GPU: the driver lists none");
    }
}
