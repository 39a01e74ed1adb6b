package dev.muster.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muster.agent.testing.Needs;
import dev.muster.e2e.Muster.Result;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The main job on a real Litecoin Core. */
class LitecoinNodeTest {
    private static final String SPEC = """
            muster: 1
            name: ltc
            blueprint: litecoin
            network: regtest
            produce: 1s
            """;

    @TempDir
    Path home;

    @BeforeAll
    static void litecoind() {
        Needs.that(Files.exists(Path.of("/usr/lib/litecoin/litecoind")), "litecoind (apt-get install litecoind)");
    }

    /** Sabotage that turns it red: produce makes no block; the probe reads another field; down leaves the folder. */
    @Test
    void oneCommandPutsUpARealNodeAndAnotherTakesItAway() throws Exception {
        try (Muster muster = new Muster(home)) {
            muster.run("up", muster.spec("ltc", SPEC).toString()).ok();
            long before =
                    Long.parseLong(muster.run("rpc", "getblockcount").ok().out().strip());
            JsonNode node = muster.await(
                    "ltc",
                    1,
                    Duration.ofSeconds(30),
                    report -> report.path("height").asLong() > before + 2);
            assertThat(node.path("state").asText()).isEqualTo("in-sync");
            assertThat(node.path("version").asText()).startsWith("/LitecoinCore:");
            assertThat(AgentApi.of(muster.slotFolder("ltc", 1)).health()).isEqualTo(200);
            assertThat(muster.run("logs", "ltc", "-n", "1000").ok().out()).contains("UpdateTip");
            assertThat(muster.run("events", "ltc").ok().out()).contains("starting -> in-sync");
            assertThat(muster.run("metrics", "ltc").ok().out()).contains("muster_height{");

            long pid = muster.pid("ltc", 1);
            Set<Integer> ports = ports(node);
            muster.run("down", "ltc").ok();
            assertThat(ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false))
                    .isFalse();
            assertThat(muster.state()).doesNotExist();
            for (int port : ports) {
                new ServerSocket(port, 1, java.net.InetAddress.getLoopbackAddress()).close();
            }
        }
    }

    private static Set<Integer> ports(JsonNode node) {
        return node.path("endpoints").properties().stream()
                .map(url -> java.net.URI.create(url.getValue().asText()).getPort())
                .collect(Collectors.toSet());
    }

    /**
     * Sabotage that turns it red: the second up restarts the program, or makes a second slot; a field of status has
     * another name than its schema says.
     */
    @Test
    void upTwiceIsTheSameAsOnce() throws Exception {
        try (Muster muster = new Muster(home)) {
            String spec = muster.spec("ltc", SPEC).toString();
            muster.run("up", spec).ok();
            long pid = muster.pid("ltc", 1);
            long agent = muster.agent("ltc", 1);
            String id = muster.node("ltc", 1).path("nodeId").asText();
            assertThat(muster.run("plan", spec).ok().out()).contains("Nothing to change");
            muster.run("up", "ltc").ok();
            assertThat(muster.pid("ltc", 1)).isEqualTo(pid);
            assertThat(muster.agent("ltc", 1)).isEqualTo(agent);
            assertThat(muster.node("ltc", 1).path("nodeId").asText()).isEqualTo(id);
            JsonNode status = muster.run("status", "--json").ok().json();
            assertThat(status.path("deployments")).hasSize(1);
            assertThat(Schemas.faults("status", status)).isEmpty();
            assertThat(Schemas.faults("node-report", status.at("/deployments/0/nodes/0")))
                    .isEmpty();
            assertThat(Schemas.faults(
                            "plan", muster.run("plan", spec, "--json").ok().json()))
                    .isEmpty();
        }
    }

    /** Sabotage that turns it red: a changed setting restarts nothing, or an unchanged node too. */
    @Test
    void aChangedSettingRestartsWhatItConcernsAndNothingElse() throws Exception {
        try (Muster muster = new Muster(home)) {
            String two = SPEC.replace("produce: 1s", "nodes: 2\nproduce: 1s");
            muster.run("up", muster.spec("ltc", two).toString()).ok();
            long first = muster.pid("ltc", 1);
            long second = muster.pid("ltc", 2);

            String slower = two.replace("produce: 1s", "produce: 2s");
            String path = muster.spec("ltc", slower).toString();
            assertThat(muster.run("plan", path).ok().out())
                    .contains("produce 1.0 -> 2.0")
                    .doesNotContain("restart");
            Path older = Files.createDirectories(muster.state().resolve("ltc/software/node-0123456789abcdef"));
            muster.run("up", path).ok();
            assertThat(muster.pid("ltc", 1)).isEqualTo(first);
            assertThat(older).as("software that no slot names any more").doesNotExist();

            path = muster.spec("ltc", slower + "settings: {dbcache: 100}\n").toString();
            JsonNode plan = muster.run("plan", path, "--json").ok().json();
            assertThat(plan.path("changes").toString())
                    .contains("\"restart\"")
                    .contains("setting dbcache unset -> 100");
            muster.run("up", path).ok();
            assertThat(muster.pid("ltc", 1)).isNotEqualTo(first);
            assertThat(muster.pid("ltc", 2)).isNotEqualTo(second);

            first = muster.pid("ltc", 1);
            second = muster.pid("ltc", 2);
            Path three = muster.spec("ltc", slower.replace("nodes: 2", "nodes: 3") + "settings: {dbcache: 100}\n");
            muster.run("up", three.toString()).ok();
            assertThat(muster.pid("ltc", 1)).isEqualTo(first);
            assertThat(muster.pid("ltc", 2)).isEqualTo(second);
            assertThat(muster.node("ltc", 3).path("state").asText()).isEqualTo("in-sync");
        }
    }

    /** Sabotage that turns it red: the lock is not taken. */
    @Test
    void ofTwoUpsAtOnceOneGivesWayAndNamesTheOther() throws Exception {
        try (Muster muster = new Muster(home)) {
            String spec = muster.spec("ltc", SPEC).toString();
            var one = muster.start("up", spec);
            var two = muster.start("up", spec);
            Result first = muster.finish(one, Duration.ofMinutes(2));
            Result second = muster.finish(two, Duration.ofMinutes(2));
            Result loser = first.exit() == 0 ? second : first;
            assertThat(Set.of(first.exit(), second.exit())).containsExactlyInAnyOrder(0, 1);
            assertThat(loser.err()).contains("ltc is being changed by \"up, pid ");
            assertThat(muster.node("ltc", 1).path("state").asText()).isEqualTo("in-sync");
        }
    }

    /** Sabotage that turns it red: a value is checked only when the node starts. */
    @Test
    void aWrongSpecIsRefusedWithItsPlaceAndLeavesNothing() throws Exception {
        try (Muster muster = new Muster(home)) {
            Path spec = muster.spec("ltc", SPEC.replace("regtest", "regtst") + "setings: {}\n");
            Result result = muster.run("up", spec.toString());
            assertThat(result.exit()).isEqualTo(2);
            assertThat(result.err())
                    .contains(spec
                            + ":4:10 (network): the blueprint has no network \"regtst\"; did you mean \"regtest\"?")
                    .contains(spec + ":6:1 (setings): unknown key \"setings\"; did you mean \"settings\"?")
                    .contains("2 problems; nothing was changed");
            assertThat(Files.exists(muster.state())).isFalse();
        }
    }

    /** Sabotage that turns it red: the agent does not look for the program it finds running. */
    @Test
    void aKilledAgentComesBackAndTheNodeRunsOn() throws Exception {
        try (Muster muster = new Muster(home)) {
            muster.run("up", muster.spec("ltc", SPEC).toString()).ok();
            long pid = muster.pid("ltc", 1);
            long agent = muster.agent("ltc", 1);
            ProcessHandle.of(agent).orElseThrow().destroyForcibly();
            long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (muster.agent("ltc", 1) == agent && System.nanoTime() < end) {
                Thread.sleep(100);
            }
            muster.await(
                    "ltc",
                    1,
                    Duration.ofSeconds(20),
                    report -> report.path("state").asText().equals("in-sync"));
            assertThat(muster.agent("ltc", 1)).isNotEqualTo(agent);
            assertThat(muster.pid("ltc", 1)).isEqualTo(pid);
            assertThat(muster.run("events", "ltc").ok().out()).contains("adopted  node goes on with pid " + pid);
        }
    }

    /** Sabotage that turns it red: the agent of another build is left, or ends its programs before it goes. */
    @Test
    void anotherBuildOfMusterTakesOverAndTheNodeRunsOn() throws Exception {
        try (Muster muster = new Muster(home)) {
            String spec = muster.spec("ltc", SPEC).toString();
            muster.run("up", spec).ok();
            long pid = muster.pid("ltc", 1);
            long agent = muster.agent("ltc", 1);
            muster.rebuild();
            muster.run("up", spec).ok();
            assertThat(muster.agent("ltc", 1)).isNotEqualTo(agent);
            assertThat(Muster.alive(agent)).isFalse();
            assertThat(muster.pid("ltc", 1)).isEqualTo(pid);
            assertThat(muster.run("events", "ltc").ok().out()).contains("adopted  node goes on with pid " + pid);
        }
    }

    /** Sabotage that turns it red: the program is not started again, or its restart not counted. */
    @Test
    void aKilledNodeIsBackWithinSecondsAndCounted() throws Exception {
        try (Muster muster = new Muster(home)) {
            muster.run("up", muster.spec("ltc", SPEC).toString()).ok();
            long pid = muster.pid("ltc", 1);
            Instant killed = Instant.now();
            ProcessHandle.of(pid).orElseThrow().destroyForcibly();
            JsonNode back = muster.await("ltc", 1, Duration.ofSeconds(15), report -> {
                JsonNode service = report.path("services").path(0);
                return service.path("state").asText().equals("running")
                        && service.path("pid").asLong() != pid;
            });
            JsonNode service = back.path("services").path(0);
            Duration away = Duration.between(
                    killed, Instant.parse(service.path("startedAt").asText()));
            System.out.printf("killed node: back after %.1f s%n", away.toMillis() / 1e3);
            assertThat(service.path("restarts").asInt()).isEqualTo(1);
            assertThat(away).isLessThan(Duration.ofSeconds(2));
        }
    }

    /** Sabotage that turns it red: stop kills at once, so that blocks are lost. */
    @Test
    void aCleanStopLosesNoBlock() throws Exception {
        try (Muster muster = new Muster(home)) {
            muster.run(
                            "up",
                            muster.spec("ltc", SPEC.replace("1s", "{every: 1h, initial: 100}"))
                                    .toString())
                    .ok();
            muster.await(
                    "ltc",
                    1,
                    Duration.ofSeconds(30),
                    report -> report.path("height").asLong() >= 100);
            long height =
                    Long.parseLong(muster.run("rpc", "getblockcount").ok().out().strip());
            assertThat(muster.run("stop", "ltc").ok().out()).contains("stopped");
            assertThat(AgentApi.of(muster.slotFolder("ltc", 1)).health()).isEqualTo(503);
            muster.run("start", "ltc").ok();
            long after =
                    Long.parseLong(muster.run("rpc", "getblockcount").ok().out().strip());
            assertThat(after).isBetween(height, height + 1);
        }
    }
}
