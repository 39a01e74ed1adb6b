package dev.muster.e2e;

import static dev.muster.e2e.Seen.is;
import static dev.muster.e2e.Seen.pid;
import static dev.muster.e2e.Seen.reason;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muster.core.fault.FaultWatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What goes wrong with the agent and its files, while a real node runs on.
 *
 * <p>Sabotage that turns it red: a report or a record that cannot be read ends the agent; a configuration that cannot be
 * read is taken for a new one; what was removed below {@code run} stays away; two agents hold one slot.
 */
class AgentFaultsTest extends OneLitecoin {
    private static final String AREA = "the agent";

    private JsonNode well(Duration most) throws Exception {
        return muster.await("ltc", 1, most, Seen::healthy);
    }

    private FaultWatch row(String fault, String how) throws Exception {
        return row(AREA, fault, how);
    }

    /** One node for all: whatever happens to its agent, its program is the same at the end. */
    @Test
    void whateverBecomesOfTheAgentItsNodeRunsOn() throws Exception {
        try (Muster one = new Muster(home)) {
            muster = one;
            muster.run("up", muster.spec("ltc", SPEC).toString()).ok();
            muster.await("ltc", 1, Duration.ofSeconds(30), report -> Seen.height(report) >= 50);
            long pid = pid(well(Duration.ofSeconds(30)));

            killed();
            twoAtOnce();
            tornReport();
            tornEvents();
            badConfiguration();
            removedRunFiles();
            frozen();
            assertThat(pid(well(Duration.ofSeconds(30)))).as("the same program").isEqualTo(pid);
        }
    }

    /** Kills the agent; tells when another one answers. */
    private void killAgent() throws Exception {
        long agent = muster.agent("ltc", 1);
        Muster.signal(agent, "KILL");
        Muster.until("it is dead", Duration.ofSeconds(10), () -> !Muster.alive(agent));
    }

    private JsonNode another(long before) throws Exception {
        return muster.await("ltc", 1, Duration.ofSeconds(60), report -> {
            try {
                return muster.agent("ltc", 1) != before && Seen.healthy(report);
            } catch (IOException e) {
                return false;
            }
        });
    }

    private void killed() throws Exception {
        long agent = muster.agent("ltc", 1);
        FaultWatch row = row("it is killed while its node is in sync", "SIGKILL to the agent")
                .injected();
        killAgent();
        JsonNode back = another(agent);
        row.told("in-sync", Seen.event(muster, "ltc", "node goes on with pid " + pid(back), 5), "goes on with pid", 30);
        row.recovered(30);
    }

    private void twoAtOnce() throws Exception {
        long agent = muster.agent("ltc", 1);
        FaultWatch row = row("two at once", "its command line, started once more");
        List<String> line =
                List.of(ProcessHandle.of(agent).orElseThrow().info().arguments().orElseThrow());
        ProcessBuilder second = new ProcessBuilder(Stream.concat(
                        Stream.of(ProcessHandle.of(agent)
                                .orElseThrow()
                                .info()
                                .command()
                                .orElseThrow()),
                        line.stream())
                .toList());
        row.injected();
        Process process = second.redirectErrorStream(true)
                .redirectOutput(home.resolve("second.log").toFile())
                .start();
        assertThat(process.waitFor()).as("it leaves the slot to the first").isZero();
        row.told("in-sync", reason(muster.node("ltc", 1)), "", 30);
        assertThat(muster.agent("ltc", 1)).isEqualTo(agent);
        well(Duration.ofSeconds(5));
        row.recovered(30);
    }

    private void tornReport() throws Exception {
        long agent = muster.agent("ltc", 1);
        FaultWatch row = row("its last report is torn", "`report.json` cut in half, then SIGKILL to the agent");
        Path report = slot().resolve("report.json");
        String text = Files.readString(report);
        killAgent();
        Files.writeString(report, text.substring(0, text.length() / 2));
        row.injected();
        JsonNode seen = muster.node("ltc", 1);
        assertThat(seen.path("state").asText())
                .as("status answers all the same")
                .isIn("unknown", "starting", "in-sync");
        another(agent);
        row.told(
                "in-sync",
                Seen.event(muster, "ltc", "the last report cannot be read", 5),
                "the last report cannot be read",
                60);
        row.recovered(60);
    }

    private void tornEvents() throws Exception {
        long agent = muster.agent("ltc", 1);
        FaultWatch row =
                row("its events and numbers are torn", "half a line at the end of both; then SIGKILL to the agent");
        killAgent();
        for (Path file : jsonLines()) {
            Files.writeString(file, "{\"at\":\"2026-1", StandardOpenOption.APPEND);
        }
        row.injected();
        another(agent);
        row.told("in-sync", Seen.event(muster, "ltc", "node goes on with pid", 5), "goes on with pid", 60);
        assertThat(muster.run("events", "ltc").ok().out()).doesNotContain("2026-1\n");
        assertThat(muster.run("metrics", "ltc").exit()).isZero();
        row.recovered(60);
    }

    private List<Path> jsonLines() throws IOException {
        try (Stream<Path> events = Files.list(slot().resolve("events"));
                Stream<Path> history = Files.list(slot().resolve("history"))) {
            List<Path> all =
                    Stream.concat(events, history).filter(Files::isRegularFile).toList();
            assertThat(all).hasSizeGreaterThan(1);
            return all;
        }
    }

    private void badConfiguration() throws Exception {
        FaultWatch row = row("what it is to run cannot be read", "`node.json` cut in half, then told to read it again");
        Path file = slot().resolve("node.json");
        String text = Files.readString(file);
        Files.writeString(file, text.substring(0, text.length() / 2));
        row.injected();
        tell("{\"command\":\"reload\"}");
        row.told(
                "in-sync",
                Seen.event(muster, "ltc", "the new configuration cannot be read", 10),
                "the new configuration cannot be read",
                10);
        well(Duration.ofSeconds(5));
        Files.writeString(file, text);
        row.mended();
        muster.run("up", "ltc").ok();
        well(Duration.ofSeconds(30));
        row.recovered(30);
    }

    private void tell(String command) throws IOException {
        assertThat(muster.api("ltc", 1).post("/commands", command).code()).isEqualTo(202);
    }

    private void removedRunFiles() throws Exception {
        FaultWatch row =
                row("its token, port and pid are removed", "`token`, `api.json`, `agent.json` removed from `run`");
        Path run = slot().resolve("run");
        String token = Files.readString(run.resolve("token"));
        for (String name : List.of("token", "api.json", "agent.json")) {
            Files.delete(run.resolve(name));
        }
        row.injected();
        String event = "put back";
        Muster.until("they are there again", Duration.ofSeconds(20), () -> Files.exists(run.resolve("agent.json")));
        row.told("in-sync", Seen.event(muster, "ltc", event, 5), event, 15);
        assertThat(Files.readString(run.resolve("token"))).isEqualTo(token);
        assertThat(Files.getPosixFilePermissions(run.resolve("token"))).hasSize(2);
        assertThat(Long.parseLong(muster.run("rpc", "getblockcount").ok().out().strip()))
                .isGreaterThanOrEqualTo(50);
        row.recovered(20);
    }

    private void frozen() throws Exception {
        long agent = muster.agent("ltc", 1);
        FaultWatch row = row("it is frozen", "SIGSTOP to the agent");
        Muster.signal(agent, "STOP");
        row.injected();
        JsonNode told = muster.node("ltc", 1);
        row.told(told.path("state").asText(), reason(told), "the agent does not answer", 20);
        assertThat(is(told, "unknown")).isTrue();
        assertThat(muster.api("ltc", 1).health())
                .as("nothing answers a load balancer")
                .isZero();
        Muster.signal(agent, "CONT");
        row.mended();
        well(Duration.ofSeconds(30));
        row.recovered(30);
    }
}
