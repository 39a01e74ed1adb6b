package dev.muster.e2e;

import static dev.muster.e2e.Seen.is;
import static dev.muster.e2e.Seen.pid;
import static dev.muster.e2e.Seen.reason;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.core.fault.FaultWatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What happens while no agent looks: its program dies, its files go, the machine is started anew.
 *
 * <p>Sabotage that turns it red: a program that has died and whose end nobody took note of counts as running; a restart
 * takes the configuration as it lies there; a record of an earlier boot counts as a running agent or program.
 */
class UnseenFaultsTest extends OneLitecoin {
    @Test
    void whatHappenedUnseenIsFoundAndMended() throws Exception {
        try (Muster one = new Muster(home)) {
            muster = one;
            muster.run("up", muster.spec("ltc", SPEC).toString()).ok();
            muster.await("ltc", 1, Duration.ofSeconds(30), report -> Seen.height(report) >= 50);
            // What was mined is flushed by a clean stop: what a crash of the node loses is not what this is about.
            muster.run("restart", "ltc").ok();
            zombie();
            removedConfigurationFile();
            reboot();
        }
    }

    /** Nobody takes note of the end of a program whose parent is frozen. */
    private void zombie() throws Exception {
        long pid = pid(muster.await("ltc", 1, Duration.ofSeconds(40), Seen::healthy));
        FaultWatch row = row(
                "the node's program",
                "it has died and is a zombie",
                "SIGSTOP to the agent, SIGKILL to litecoind; SIGCONT after 3 s");
        long agent = muster.agent("ltc", 1);
        Muster.signal(agent, "STOP");
        Muster.signal(pid, "KILL");
        Thread.sleep(3000);
        assertThat(Files.readString(Path.of("/proc/" + pid + "/stat"))).contains(") Z ");
        Muster.signal(agent, "CONT");
        row.injected();
        row.told("starting", Seen.event(muster, "ltc", "node was ended by signal 9", 30), "ended by signal 9", 30);
        JsonNode back =
                muster.await("ltc", 1, Duration.ofSeconds(60), report -> pid(report) != pid && Seen.healthy(report));
        assertThat(back.path("services").path(0).path("restarts").asInt()).isPositive();
        row.recovered(60);
    }

    private void removedConfigurationFile() throws Exception {
        FaultWatch row = row(
                "the node's program",
                "its configuration file is removed",
                "all files of `etc` removed, then muster restart");
        try (Stream<Path> files = Files.walk(slot().resolve("etc"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.delete(file);
            }
        }
        row.injected();
        JsonNode well = muster.await("ltc", 1, Duration.ofSeconds(5), Seen::healthy);
        row.told("in-sync", reason(well), "", 5);
        muster.run("restart", "ltc").ok();
        muster.await("ltc", 1, Duration.ofSeconds(40), report -> pid(report) != pid(well) && is(report, "in-sync"));
        row.recovered(40);
    }

    private void reboot() throws Exception {
        JsonNode before = muster.await("ltc", 1, Duration.ofSeconds(40), Seen::healthy);
        FaultWatch row = row("the machine", "it was started anew", "all ended, records of another boot's id");
        long guard = muster.guard("ltc", 1);
        long agent = muster.agent("ltc", 1);
        Muster.signal(guard, "KILL");
        Muster.signal(agent, "KILL");
        Muster.signal(pid(before), "TERM");
        Muster.until(
                "all dead",
                Duration.ofSeconds(30),
                () -> !Muster.alive(guard) && !Muster.alive(agent) && !Muster.alive(pid(before)));
        assertThat(otherBoot(slot())).isEqualTo(2);
        row.injected();
        JsonNode gone = muster.node("ltc", 1);
        row.told(gone.path("state").asText(), reason(gone), "the machine was started anew", 20);
        assertThat(is(gone, "unknown")).isTrue();
        row.mended();
        muster.run("up", "ltc").ok();
        JsonNode back = muster.node("ltc", 1);
        assertThat(is(back, "in-sync")).isTrue();
        assertThat(back.path("height").asLong()).isGreaterThanOrEqualTo(50);
        assertThat(back.path("nodeId")).isEqualTo(before.path("nodeId"));
        assertThat(back.path("endpoints")).isEqualTo(before.path("endpoints"));
        assertThat(muster.api("ltc", 1).events().toString()).contains("ended with the machine's reboot");
        row.recovered(60);
    }

    /** Writes another boot's id into the records of processes; tells into how many. */
    private static int otherBoot(Path slot) throws IOException {
        int changed = 0;
        try (Stream<Path> files = Files.walk(slot.resolve("run"))) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".json")).toList()) {
                JsonNode tree = Muster.JSON.readTree(file.toFile());
                if (tree.path("process") instanceof ObjectNode process) {
                    process.put("start", process.path("start").asText().replaceFirst("^[^:]*", "another-boot"));
                    Files.writeString(file, tree.toString());
                    changed++;
                }
            }
        }
        return changed;
    }
}
