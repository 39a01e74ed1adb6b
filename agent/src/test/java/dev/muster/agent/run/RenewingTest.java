package dev.muster.agent.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.agent.api.AgentCommand;
import dev.muster.agent.api.AgentCommand.Verb;
import dev.muster.agent.files.Json;
import dev.muster.agent.files.Whole;
import dev.muster.agent.history.Event;
import dev.muster.agent.history.EventLog;
import dev.muster.agent.slot.InstalledService;
import dev.muster.agent.slot.SlotFolder;
import dev.muster.agent.testing.Stored;
import dev.muster.core.node.NodeConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A program that runs gets a new secret as its blueprint says.
 *
 * <p>Sabotage: files are not written again; a secret that is older than the program restarts it.
 */
class RenewingTest {
    private static final String PROGRAM = """
            #!/bin/sh
            trap 'echo told >>"$0.said"' USR1
            echo started >>"$0.said"
            while :; do sleep 0.1; done
            """;

    @TempDir
    Path folder;

    private SlotFolder slot = new SlotFolder(Path.of("."));
    private Path program = Path.of(".");
    private EventLog events;
    private Agent agent;
    private Thread thread;

    private void start(String renew) throws Exception {
        slot = new SlotFolder(folder.resolve("net/1"));
        Files.createDirectories(slot.run());
        Files.createDirectories(slot.logs());
        Stored.blueprint("litecoin", slot);
        Path blueprint = slot.deployment().resolve("blueprints/sum/shared/bitcoin-core.yaml");
        String text = Files.readString(blueprint);
        String secret = "\n  rpc-password:\n";
        assertThat(text).contains(secret);
        Files.writeString(blueprint, text.replace(secret, secret + "    renew: " + renew + "\n"));
        program = Files.writeString(folder.resolve("program"), PROGRAM);
        program.toFile().setExecutable(true);
        Files.writeString(
                slot.installedFile(),
                Json.pretty(
                        Map.of("node", new InstalledService("download", program.toString(), "1", null, null, null))));
        Whole.writePrivate(slot.secrets().resolve("rpc-password"), "first");
        Files.writeString(slot.nodeFile(), Json.pretty(node()));
        events = new EventLog(folder.resolve("events"), 1 << 20);
        agent = new Agent(slot, AgentWorld.real("test"), events);
        thread = Thread.ofPlatform().daemon().start(() -> {
            try {
                agent.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        agent.command(new AgentCommand(Verb.START, List.of()));
        await(() -> said().contains("started"));
    }

    private static NodeConfig node() {
        return new NodeConfig(
                NodeConfig.SCHEMA,
                "net",
                1,
                "renewing-" + ProcessHandle.current().pid(),
                "local",
                "litecoin",
                "sum",
                "regtest",
                "follower",
                null,
                Map.of(),
                Map.of("p2p", 29_644, "rpc", 29_643, "onion", 29_645),
                "127.0.0.1",
                List.of(),
                Map.of(),
                List.of("rpc-password"),
                null,
                null,
                0,
                null);
    }

    @AfterEach
    void end() throws Exception {
        agent.command(new AgentCommand(Verb.SHUTDOWN, List.of()));
        thread.join(Duration.ofSeconds(20));
    }

    private String said() throws IOException {
        return Whole.read(Path.of(program + ".said")).orElse("");
    }

    private void await(Callable<Boolean> there) throws Exception {
        long until = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!there.call()) {
            assertThat(System.nanoTime()).as("%s", events.tail(20)).isLessThan(until);
            Thread.sleep(50);
        }
    }

    private void renew() throws Exception {
        Whole.writePrivate(slot.secrets().resolve("rpc-password"), "second");
        agent.command(new AgentCommand(Verb.RENEW, List.of()));
    }

    private List<String> told() throws IOException {
        return events.tail(100).stream()
                .filter(event -> event.type().equals("secrets"))
                .map(Event::message)
                .toList();
    }

    private String configuration() throws IOException {
        return Files.readString(slot.path().resolve("etc/litecoin.conf"));
    }

    @Test
    void aProgramThatReadsItsSecretAtItsStartIsRestartedOnce() throws Exception {
        start("restart");
        agent.command(new AgentCommand(Verb.RENEW, List.of()));
        Thread.sleep(700);
        assertThat(said()).as("nothing is new").isEqualTo("started\n");
        String before = configuration();
        renew();
        await(() -> said().equals("started\nstarted\n"));
        agent.command(new AgentCommand(Verb.RENEW, List.of()));
        Thread.sleep(700);
        assertThat(said()).isEqualTo("started\nstarted\n");
        assertThat(told()).containsExactly("node restarts with a new rpc-password");
        assertThat(configuration()).isNotEqualTo(before);
    }

    @Test
    void aProgramThatReadsItsFilesOnASignalGetsThemAndTheSignal() throws Exception {
        start("SIGUSR1");
        String before = configuration();
        renew();
        await(() -> said().equals("started\ntold\n"));
        assertThat(configuration()).isNotEqualTo(before);
        assertThat(told()).containsExactly("node has a new rpc-password in its files and runs on");
    }

    @Test
    void aProgramThatReadsItsFilesByItselfGetsThemAndNothingElse() throws Exception {
        start("reread");
        String before = configuration();
        renew();
        await(() -> !configuration().equals(before));
        await(() -> !told().isEmpty());
        assertThat(said()).isEqualTo("started\n");
    }
}
