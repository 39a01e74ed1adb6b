package dev.muster.agent.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.agent.process.Launcher;
import dev.muster.core.fault.FaultWatch;
import dev.muster.core.fault.Hashes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A clock that jumps under a real program.
 *
 * <p>Sabotage that turns it red: a program that waits for its next start waits until it is that late again.
 */
class ClockFaultsTest {
    @TempDir
    Path folder;

    private final List<String> events = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-28T12:00:00Z");

    private ServiceRunner runner(Path program) {
        return new ServiceRunner(
                "node",
                () -> new ServiceOrder("1", List.of("sh", program.toString()), Map.of(), folder, folder.resolve("log")),
                new ServiceStop("SIGTERM", Duration.ofSeconds(5), () -> {}),
                Launcher.system(),
                folder.resolve("node.json"),
                "MARK=none",
                _ -> List.of(),
                (type, message) -> events.add(type + ": " + message));
    }

    /** Until an event of this type; each round is a tenth of a second, of the clock too. */
    private void until(ServiceRunner runner, String type) throws InterruptedException {
        events.clear();
        for (int round = 0; round < 600; round++) {
            runner.tick(now);
            if (events.stream().anyMatch(event -> event.startsWith(type))) {
                return;
            }
            now = now.plusMillis(100);
            Thread.sleep(5);
        }
        throw new AssertionError("no \"" + type + "\" in a minute of its clock: " + events);
    }

    @Test
    void aProgramThatIsToStartAgainDoesSoThoughTheClockWasSetBack() throws Exception {
        Path program = Files.writeString(folder.resolve("program"), "exit 3\n");
        Path data = Files.createDirectory(folder.resolve("data"));
        Files.writeString(data.resolve("chain"), "blocks");
        ServiceRunner runner = runner(program);
        FaultWatch row = FaultWatch.of(
                        "the machine", "its clock is set back by an hour", "while a program waits to be started again")
                .handedIn(() -> now)
                .data("its data folder", () -> Hashes.folder(data));
        runner.start(now);
        until(runner, "ended");
        Files.writeString(program, "sleep 60\n");
        now = now.minusSeconds(3600);
        row.injected();
        row.told("starting", runner.state().text(), "", 1);
        until(runner, "started");
        row.recovered(5);
        runner.stop(now);
        until(runner, "stopped");
        assertThat(runner.state()).isInstanceOf(ServiceState.Stopped.class);
    }
}
