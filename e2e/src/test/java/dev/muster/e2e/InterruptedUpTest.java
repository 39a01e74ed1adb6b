package dev.muster.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muster.agent.process.Marked;
import dev.muster.agent.testing.Needs;
import dev.muster.e2e.Muster.Running;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code up} killed at each of its steps and done again.
 *
 * <p>Sabotage that turns it red: the agent does not look for a program without a record; the record of the deployment
 * is written before its secrets and never again; a half made copy of the program counts as whole.
 */
class InterruptedUpTest {
    private static final int AT_ONCE = 2;

    @TempDir
    Path home;

    @BeforeAll
    static void litecoind() {
        Needs.that(Files.exists(Path.of("/usr/lib/litecoin/litecoind")), "litecoind (apt-get install litecoind)");
    }

    /** A step of {@code up}, as its progress tells it. */
    private record Marker(String path, String event) {
        static List<Marker> in(String progress) throws IOException {
            List<Marker> markers = new ArrayList<>();
            for (String line : progress.lines()
                    .filter(each -> each.startsWith("{") && each.endsWith("}"))
                    .toList()) {
                JsonNode event = Muster.JSON.readTree(line);
                Marker marker = new Marker(
                        event.path("path").toString(), event.path("event").asText());
                if (!markers.contains(marker)) {
                    markers.add(marker);
                }
            }
            return markers;
        }
    }

    /** Ports of its own for each, as those that run at the same time know nothing of each other. */
    private static String spec(Muster muster, int number) throws IOException {
        return muster.spec("ltc", """
                        muster: 1
                        name: ltc
                        blueprint: litecoin
                        network: regtest
                        ports: {p2p: %d, rpc: %d}
                        """.formatted(26_000 + 10 * number, 26_005 + 10 * number))
                .toString();
    }

    @Test
    void killedAtAnyStepTheNextUpGoesOn() throws Exception {
        List<Marker> markers;
        try (Muster muster = new Muster(home.resolve("whole"))) {
            markers = Marker.in(
                    muster.run("up", spec(muster, 0), "--progress", "json").ok().err());
        }
        System.out.printf("up has %d steps to be killed at: %s%n", markers.size(), markers);
        assertThat(markers).hasSizeGreaterThan(8);
        AtomicInteger number = new AtomicInteger();
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Future<?>> all = new ArrayList<>();
            for (Marker marker : markers) {
                all.add(threads.submit(() -> {
                    again(marker, number.incrementAndGet());
                    return marker;
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        }
    }

    private void again(Marker marker, int number) throws Exception {
        try (Muster muster = new Muster(home.resolve(Integer.toString(number)))) {
            String spec = spec(muster, number);
            Running up = muster.start("up", spec, "--progress", "json");
            while (up.process().isAlive() && !Marker.in(up.said()).contains(marker)) {
                Thread.sleep(2);
            }
            boolean killed = up.process().isAlive();
            up.process().destroyForcibly().waitFor();
            muster.run("up", spec).ok();
            assertThat(muster.node("ltc", 1).path("state").asText())
                    .as(marker.toString())
                    .isEqualTo("in-sync");
            assertThat(muster.run("plan", spec).ok().out())
                    .as(marker.toString())
                    .contains("Nothing to change");
            String id = muster.node("ltc", 1).path("nodeId").asText();
            assertThat(Marked.find(id + "/node")).as("programs of " + marker).hasSize(1);
            muster.run("down", "ltc").ok();
            assertThat(Marked.find(id + "/node")).as("left of " + marker).isEmpty();
            assertThat(muster.state()).as(marker.toString()).doesNotExist();
            assertThat(programsOf(muster)).as("programs left of " + marker).isEmpty();
            System.out.printf("  %s: %s, up again, down again%n", marker, killed ? "killed" : "had ended");
        } catch (AssertionError e) {
            throw new AssertionError(marker + ": " + e.getMessage(), e);
        }
    }

    /** Sabotage that turns it red: down needs what up writes last, or passes over an agent without a record. */
    @Test
    void whatAKilledUpLeftGoesAwayToo() throws Exception {
        try (Muster muster = new Muster(home)) {
            Running up = muster.start("up", spec(muster, 90), "--progress", "json");
            Muster.until(
                    "the agent is being started",
                    Duration.ofMinutes(2),
                    () -> up.said().contains("start the agent"));
            up.process().destroyForcibly().waitFor();
            muster.run("down", "--all", "--yes").ok();
            assertThat(muster.state()).doesNotExist();
            assertThat(programsOf(muster)).as("programs left").isEmpty();
        }
    }

    /** Command lines that name something in the deployment's folder: guard, agent, node. */
    private static List<String> programsOf(Muster muster) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.pid() != ProcessHandle.current().pid())
                .map(process -> process.info().commandLine().orElse(""))
                .filter(line -> line.contains(muster.state().toString()))
                .toList();
    }
}
