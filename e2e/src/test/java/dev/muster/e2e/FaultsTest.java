package dev.muster.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.agent.process.Listeners;
import dev.muster.agent.testing.Needs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong with a node, and what Muster then says and does. */
class FaultsTest {
    private static final String SPEC = """
            muster: 1
            name: ltc
            blueprint: litecoin
            network: regtest
            """;

    @TempDir
    Path home;

    @BeforeAll
    static void litecoind() {
        Needs.that(Files.exists(Path.of("/usr/lib/litecoin/litecoind")), "litecoind (apt-get install litecoind)");
    }

    private static boolean is(JsonNode report, String state) {
        return report.path("state").asText().equals(state);
    }

    private static long pid(JsonNode report) {
        return report.path("services").path(0).path("pid").asLong();
    }

    private static double since(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }

    /**
     * Sabotage that turns it red: a probe without an answer is passed over, or its values become 0; the stop signal is
     * left waiting for a process that nobody wakes.
     */
    @Test
    void aFrozenProgramIsUnknownWithWhatItLastSaid() throws Exception {
        try (Muster muster = new Muster(home)) {
            muster.run(
                            "up",
                            muster.spec("ltc", SPEC + "produce: {every: 1h, initial: 20}\n")
                                    .toString())
                    .ok();
            // Health keeps what it told for 15 s at least: only after that it may change at all.
            JsonNode before =
                    muster.await("ltc", 1, Duration.ofSeconds(60), report -> healthy(report) && settled(report));
            Muster.signal(pid(before), "STOP");
            long frozen = System.nanoTime();
            JsonNode unknown = muster.await("ltc", 1, Duration.ofSeconds(20), report -> is(report, "unknown"));
            double after = since(frozen);
            Muster.until(
                    "health 503",
                    Duration.ofSeconds(5),
                    () -> muster.api("ltc", 1).health() == 503);
            double out = since(frozen);
            System.out.printf("frozen: unknown after %.1f s, health 503 after %.1f s%n", after, out);
            assertThat(after).isLessThan(10);
            assertThat(out).isLessThan(10);
            assertThat(unknown.path("height")).isEqualTo(before.path("height"));
            assertThat(unknown.path("height").asLong()).isPositive();
            assertThat(Instant.parse(unknown.path("observedAt").asText()))
                    .isBefore(Instant.parse(unknown.path("at").asText()).minusSeconds(5));
            assertThat(unknown.path("reason").asText()).contains("no answer from");
            Muster.signal(pid(before), "CONT");
            JsonNode back = muster.await("ltc", 1, Duration.ofSeconds(40), FaultsTest::healthy);
            assertThat(pid(back)).isEqualTo(pid(before));

            Muster.signal(pid(before), "STOP");
            long stopping = System.nanoTime();
            muster.run("down", "ltc").ok();
            System.out.printf("frozen: stopped cleanly after %.1f s%n", since(stopping));
            assertThat(since(stopping)).isLessThan(60);
            assertThat(Muster.alive(pid(before))).isFalse();
        }
    }

    private static boolean settled(JsonNode report) {
        Instant told = Instant.parse(report.path("health").path("since").asText());
        return told.plusSeconds(15).isBefore(Instant.parse(report.path("at").asText()));
    }

    private static boolean healthy(JsonNode report) {
        return is(report, "in-sync") && report.path("health").path("code").asInt() == 200;
    }

    /** Sabotage that turns it red: the budget of restarts has no end; the reason leaves the last lines out. */
    @Test
    void aProgramThatCannotRunFailsWithItsLastLines() throws Exception {
        try (Muster muster = new Muster(home)) {
            muster.run("up", muster.spec("ltc", SPEC).toString()).ok();
            Path chain = data(muster).resolve("regtest");
            Files.move(chain, chain.resolveSibling("away"));
            Files.writeString(chain, "no folder");
            Muster.signal(muster.pid("ltc", 1), "KILL");
            long killed = System.nanoTime();
            JsonNode failed = muster.await("ltc", 1, Duration.ofSeconds(90), report -> is(report, "failed"));
            System.out.printf(
                    "failed after %.1f s: %s%n",
                    since(killed), failed.path("reason").asText());
            assertThat(failed.path("reason").asText())
                    .contains("exit code")
                    .contains("6 times in 10 minutes")
                    .contains("last lines:");
            assertThat(failed.path("health").path("code").asInt()).isEqualTo(503);
            Files.delete(chain);
            Files.move(chain.resolveSibling("away"), chain);
            muster.run("start", "ltc").ok();
            muster.await("ltc", 1, Duration.ofSeconds(30), report -> is(report, "in-sync"));
        }
    }

    private static Path data(Muster muster) throws IOException {
        try (Stream<Path> files = Files.walk(muster.slotFolder("ltc", 1), 4)) {
            return files.filter(file -> file.endsWith("regtest"))
                    .findFirst()
                    .orElseThrow()
                    .resolveSibling(".")
                    .normalize();
        }
    }

    /** Sabotage that turns it red: a killed node begins with a new folder, or its peer is not told again. */
    @Test
    void aKilledNodeFetchesTheRestFromItsPeer() throws Exception {
        try (Muster muster = new Muster(home)) {
            muster.run(
                            "up",
                            muster.spec("ltc", SPEC + "nodes: 2\nproduce: {every: 1h, initial: 300}\n")
                                    .toString())
                    .ok();
            JsonNode before = muster.await(
                    "ltc",
                    2,
                    Duration.ofSeconds(30),
                    report -> report.path("height").asLong() >= 300);
            Muster.signal(pid(before), "KILL");
            long killed = System.nanoTime();
            long[] least = {Long.MAX_VALUE};
            JsonNode back = muster.await("ltc", 2, Duration.ofSeconds(60), report -> {
                boolean another = pid(report) != pid(before) && pid(report) != 0;
                least[0] = another && report.path("height").isNumber()
                        ? Math.min(least[0], report.path("height").asLong())
                        : least[0];
                return another && is(report, "in-sync") && report.path("height").asLong() >= 300;
            });
            System.out.printf("killed: all 300 blocks again after %.1f s, least seen %d%n", since(killed), least[0]);
            assertThat(back.path("services").path(0).path("restarts").asInt()).isEqualTo(1);
        }
    }

    /** Sabotage that turns it red: the port is not looked at before the start. */
    @Test
    void aTakenPortIsNamedWithWhoHasIt() throws Exception {
        try (Muster muster = new Muster(home)) {
            muster.run("up", muster.spec("ltc", SPEC).toString()).ok();
            int port = muster.port("ltc", 1, "p2p");
            muster.run("stop", "ltc").ok();
            Process other = new ProcessBuilder("python3", "-m", "http.server", "--bind", "127.0.0.1", "" + port)
                    .redirectErrorStream(true)
                    .redirectOutput(home.resolve("other.log").toFile())
                    .start();
            try {
                Muster.until("the other one listens", Duration.ofSeconds(10), () -> Listeners.any(port));
                muster.run("start", "ltc");
                JsonNode failed = muster.await("ltc", 1, Duration.ofSeconds(60), report -> is(report, "failed"));
                assertThat(failed.path("reason").asText())
                        .contains("port " + port + " (p2p) is taken by another program: pid " + other.pid());
            } finally {
                other.destroyForcibly().waitFor();
            }
            muster.run("start", "ltc").ok();
            muster.await("ltc", 1, Duration.ofSeconds(30), report -> is(report, "in-sync"));
        }
    }

    /** Sabotage that turns it red: a record of an earlier boot counts as a running agent or program. */
    @Test
    void aRebootOfTheMachineIsSaidAndUpBringsTheNodeBack() throws Exception {
        try (Muster muster = new Muster(home)) {
            muster.run(
                            "up",
                            muster.spec("ltc", SPEC + "produce: {every: 1h, initial: 50}\n")
                                    .toString())
                    .ok();
            JsonNode before = muster.await(
                    "ltc",
                    1,
                    Duration.ofSeconds(30),
                    report -> report.path("height").asLong() >= 50);
            long guard = muster.guard("ltc", 1);
            long agent = muster.agent("ltc", 1);
            Muster.signal(guard, "KILL");
            Muster.signal(agent, "KILL");
            Muster.signal(pid(before), "TERM");
            Muster.until(
                    "all dead",
                    Duration.ofSeconds(30),
                    () -> !Muster.alive(guard) && !Muster.alive(agent) && !Muster.alive(pid(before)));
            int changed = otherBoot(muster.slotFolder("ltc", 1));
            assertThat(changed).isEqualTo(2);
            JsonNode gone = muster.node("ltc", 1);
            assertThat(gone.path("state").asText()).isEqualTo("unknown");
            assertThat(gone.path("reason").asText()).contains("the machine was started anew");
            muster.run("up", "ltc").ok();
            JsonNode back = muster.node("ltc", 1);
            assertThat(back.path("state").asText()).isEqualTo("in-sync");
            assertThat(back.path("height").asLong()).isGreaterThanOrEqualTo(50);
            assertThat(back.path("nodeId")).isEqualTo(before.path("nodeId"));
            assertThat(back.path("endpoints")).isEqualTo(before.path("endpoints"));
            assertThat(muster.api("ltc", 1).events().toString()).contains("ended with the machine's reboot");
        }
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

    /** Sabotage that turns it red: a node without a new block is stalled whatever the tip does; or never is. */
    @Test
    void whoStandsStillWhileTheTipMovesIsStalledAndNobodyElse() throws Exception {
        try (Muster muster = new Muster(home);
                StandInBitcoin bitcoin = new StandInBitcoin(
                        home.resolve("standin"), Map.of("tip-every", "1", "blocks-per-second", "1000000"), "6s")) {
            String spec = muster.spec("btc", "muster: 1\nname: btc\nblueprint: bitcoin\nnetwork: mainnet\n")
                    .toString();
            muster.run("up", spec, "--blueprints", bitcoin.blueprints(), "--wait", "in-sync", "--yes")
                    .ok();
            Path data = standInData(muster.slotFolder("btc", 1));

            StandInBitcoin.turn(data, "blocks-per-second=0\n");
            long stopped = System.nanoTime();
            JsonNode stalled = muster.await("btc", 1, Duration.ofSeconds(40), report -> is(report, "stalled"));
            System.out.printf(
                    "stalled after %.1f s: %s%n",
                    since(stopped), stalled.path("reason").asText());
            assertThat(stalled.path("reason").asText()).contains("while the tip moves");
            Muster.until(
                    "health 503",
                    Duration.ofSeconds(15),
                    () -> muster.api("btc", 1).health() == 503);

            StandInBitcoin.turn(data, "tip-every=0\n");
            JsonNode still = muster.await("btc", 1, Duration.ofSeconds(30), report -> is(report, "in-sync"));
            long quiet = System.nanoTime();
            while (since(quiet) < 10) {
                assertThat(muster.api("btc", 1)
                                .report()
                                .orElse(still)
                                .path("state")
                                .asText())
                        .isEqualTo("in-sync");
                Thread.sleep(500);
            }

            StandInBitcoin.turn(data, "silent=true\n");
            long silent = System.nanoTime();
            JsonNode unknown = muster.await("btc", 1, Duration.ofSeconds(20), report -> is(report, "unknown"));
            System.out.printf("silent: unknown after %.1f s%n", since(silent));
            assertThat(since(silent)).isLessThan(10);
            assertThat(unknown.path("height")).isEqualTo(still.path("height"));
            StandInBitcoin.turn(data, "refuse=true\n");
            Thread.sleep(3000);
            JsonNode refused = muster.await(
                    "btc",
                    1,
                    Duration.ofSeconds(10),
                    report -> report.path("reason").asText().contains("refuses"));
            assertThat(refused.path("state").asText()).isEqualTo("unknown");
            assertThat(muster.api("btc", 1).health()).isEqualTo(503);
            StandInBitcoin.turn(data, "tip-every=0\n");
            muster.await("btc", 1, Duration.ofSeconds(30), report -> is(report, "in-sync"));
        }
    }

    private static Path standInData(Path slot) throws IOException {
        try (Stream<Path> files = Files.walk(slot, 4)) {
            return files.filter(file -> file.endsWith("bitcoind.pid"))
                    .findFirst()
                    .orElseThrow()
                    .resolveSibling(".")
                    .normalize();
        }
    }

    /** Sabotage that turns it red: the guard looks at another disk; what was stopped for space stays stopped. */
    @Test
    void beforeTheDiskIsFullTheNodeStopsCleanlyAndComesBackWhenThereIsRoom() throws Exception {
        Needs.root();
        Path image = home.resolve("disk.img");
        Path mount = Files.createDirectories(home.resolve("mount"));
        tool("truncate", "-s", "3G", image.toString());
        tool("mkfs.ext4", "-q", "-m", "0", image.toString());
        tool("mount", "-o", "loop", image.toString(), mount.toString());
        try (Muster muster = new Muster(home).with("XDG_STATE_HOME", mount.toString())) {
            muster.run(
                            "up",
                            muster.spec("ltc", SPEC + "produce: {every: 1h, initial: 20}\n")
                                    .toString())
                    .ok();
            long free = mount.toFile().getUsableSpace();
            long total = mount.toFile().getTotalSpace();
            Path filler = mount.resolve("filler");
            tool("fallocate", "-l", Long.toString(free - total / 15), filler.toString());
            Muster.until(
                    "a warning",
                    Duration.ofSeconds(20),
                    () -> muster.api("ltc", 1).events().toString().contains("the disk is getting full"));
            Muster.until(
                    "health 200, in spite of the warning",
                    Duration.ofSeconds(30),
                    () -> muster.api("ltc", 1).health() == 200);
            tool("fallocate", "-l", Long.toString(free - total / 40), filler.toString());
            JsonNode stopped = muster.await("ltc", 1, Duration.ofSeconds(30), report -> is(report, "stopped"));
            assertThat(stopped.path("reason").asText()).contains("disk is nearly full");
            assertThat(mount.toFile().getUsableSpace()).isPositive();
            assertThat(muster.run("logs", "ltc").ok().out()).contains("Shutdown: done");
            Files.delete(filler);
            JsonNode back = muster.await("ltc", 1, Duration.ofSeconds(40), report -> is(report, "in-sync"));
            assertThat(back.path("height").asLong()).isGreaterThanOrEqualTo(20);
        } finally {
            tool("umount", mount.toString());
        }
    }

    private static void tool(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor())
                .as(String.join(" ", command) + ": " + said)
                .isZero();
    }
}
