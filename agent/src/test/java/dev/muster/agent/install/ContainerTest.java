package dev.muster.agent.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.agent.command.Command;
import dev.muster.agent.command.Outcome;
import dev.muster.agent.command.SystemCommands;
import dev.muster.agent.container.ContainerCommand;
import dev.muster.agent.container.ContainerState;
import dev.muster.agent.container.Engine;
import dev.muster.agent.container.EnvironmentFile;
import dev.muster.agent.container.Mount;
import dev.muster.agent.testing.Busybox;
import dev.muster.agent.testing.ImageRegistry;
import dev.muster.agent.testing.Needs;
import dev.muster.core.blueprint.InstallMethod.Container;
import dev.muster.core.value.Architecture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the real podman: an image pulled by digest from a registry on this machine, and containers of it. */
class ContainerTest {
    /** What podman needs where limits cannot be raised and cgroups are of the first kind. */
    private static final String ARGUMENTS =
            "--runtime runc --cgroup-manager cgroupfs --ulimit nofile=4096:4096 --ulimit nproc=4096:4096";

    @TempDir
    Path folder;

    private final ImageRegistry registry = new ImageRegistry();
    private final SystemCommands system = new SystemCommands();
    private final String name = "muster-test-" + ProcessHandle.current().pid();
    private final List<String> digests = new ArrayList<>();
    private byte[] tar;
    private Bench bench;

    @BeforeEach
    void bench() throws IOException {
        Needs.root();
        Needs.tool("runc");
        tar = Busybox.tar();
        Path configuration = registry.configuration(folder.resolve("registries.conf"));
        bench = new Bench(folder);
        bench.programs = Set.of(Needs.tool("podman").getFileName().toString());
        bench.architecture = Architecture.kernel(System.getProperty("os.arch"));
        bench.environment.put(Engine.PODMAN_ARGUMENTS, ARGUMENTS);
        bench.runner =
                command -> system.run(command.with(Map.of("CONTAINERS_REGISTRIES_CONF", configuration.toString())));
    }

    @AfterEach
    void close() {
        if (bench != null) {
            system.run(Command.of("podman", "rm", "-f", name));
            digests.forEach(it -> system.run(Command.of("podman", "rmi", "-f", registry.image() + "@" + it)));
            bench.close();
        }
        registry.close();
    }

    private Container image(String architecture) throws IOException {
        String digest = registry.add(architecture, Busybox.gzipped(tar), tar);
        digests.add(digest);
        return new Container(registry.image(), "", Map.of("*", digest), "/data", Optional.empty());
    }

    private Container image() throws IOException {
        return image(GoWords.architecture(bench.architecture));
    }

    private ContainerCommand container(Installed installed, Path environment, String script) throws IOException {
        return new ContainerCommand(
                installed.engine().orElseThrow(),
                name,
                installed.program(),
                List.of("/bin/sh", "-c", script),
                Optional.of("1234:1234"),
                List.of(new Mount(Files.createDirectories(folder.resolve("data")), "/data", true)),
                Optional.of(environment),
                "SIGINT",
                Duration.ofSeconds(20));
    }

    private Path environment() {
        Path file = folder.resolve("node.env");
        EnvironmentFile.write(file, Map.of("RPC_PASSWORD", "hidden"));
        return file;
    }

    private Optional<ContainerState> state(ContainerCommand command) {
        return ContainerState.read(system.run(Command.of(command.inspect())));
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; i < 200 && !condition.getAsBoolean(); i++) {
            Thread.sleep(50);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    @Test
    void pullsByDigestAndFindsItAgainWithoutNetwork() throws IOException {
        Container image = image();
        Installed installed = bench.install(image);
        assertThat(installed.program())
                .isEqualTo(registry.image() + "@" + image.digests().get("*"));
        registry.close();
        assertThat(bench.install(image)).isEqualTo(installed);
    }

    @Test
    void takesNothingButWhatTheDigestNames() throws IOException {
        Container image = image();
        registry.tamper(image.digests().get("*"));
        assertThatThrownBy(() -> bench.install(image)).hasMessageContaining("could not be pulled");
        assertThat(bench.software().resolve(".node.making")).doesNotExist();
    }

    @Test
    void refusesAnImageForAnotherArchitecture() throws IOException {
        Container image = image("riscv64");
        assertThatThrownBy(() -> bench.install(image)).hasMessageContaining("is made for riscv64, this machine is");
    }

    @Test
    void runsInTheForegroundAsAnotherUserAndHandsItsExitCodeOn() throws IOException {
        ContainerCommand command =
                container(bench.install(image()), environment(), "id -u; echo $RPC_PASSWORD; touch /data/x || exit 7");
        Outcome ended = system.run(Command.of(command.run()));
        assertThat(ended.out()).isEqualTo("1234\nhidden\n");
        assertThat(ended.exit()).isEqualTo(7);
        assertThat(state(command)).as("it does not stay").isEmpty();
        assertThat(command.run()).noneMatch(word -> word.contains("hidden"));
    }

    @Test
    void stopsByTheSignalOfTheServiceWritesToTheClientsLogAndMakesRoomForTheNext() throws Exception {
        ContainerCommand command = container(
                bench.install(image()),
                environment(),
                "trap 'echo clean; exit 3' INT; echo up; while :; do sleep 0.1; done");
        Path log = folder.resolve("node.log");
        Process client = new ProcessBuilder(command.run())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        await(() -> log.toFile().length() > 0);
        ContainerState running = state(command).orElseThrow();
        assertThat(running.running()).isTrue();
        assertThat(ProcessHandle.of(running.pid())).isPresent();

        assertThat(system.run(Command.of(command.stop())).ok()).isTrue();
        assertThat(client.waitFor()).isEqualTo(3);
        assertThat(log).hasContent("up\nclean\n");

        Process second =
                new ProcessBuilder(command.run()).redirectOutput(log.toFile()).start();
        await(() -> state(command).map(ContainerState::running).orElse(false));
        second.destroyForcibly().waitFor();
        assertThat(state(command).map(ContainerState::running))
                .as("it outlives its client")
                .contains(true);
        assertThat(system.run(Command.of(command.remove())).ok()).isTrue();
        assertThat(state(command)).isEmpty();
        assertThat(system.run(Command.of(command.kill())).ok()).isFalse();
    }
}
