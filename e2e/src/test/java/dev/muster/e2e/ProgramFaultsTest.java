package dev.muster.e2e;

import static dev.muster.e2e.Seen.height;
import static dev.muster.e2e.Seen.is;
import static dev.muster.e2e.Seen.pid;
import static dev.muster.e2e.Seen.reason;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muster.agent.process.Listeners;
import dev.muster.agent.testing.Needs;
import dev.muster.core.fault.FaultWatch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong with the program of a node, and what Muster then says and does. */
class ProgramFaultsTest {
    private static final String AREA = "the node's program";
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

    /** Puts up a node with so many blocks. */
    private static JsonNode up(Muster muster, int blocks) throws Exception {
        muster.run(
                        "up",
                        muster.spec("ltc", SPEC + "produce: {every: 1h, initial: " + blocks + "}\n")
                                .toString())
                .ok();
        return muster.await("ltc", 1, Duration.ofSeconds(60), Seen::healthy);
    }

    private static boolean settled(JsonNode report) {
        if (!Seen.healthy(report)) {
            return false;
        }
        Instant told = Instant.parse(report.path("health").path("since").asText());
        return told.plusSeconds(15).isBefore(Instant.parse(report.path("at").asText()));
    }

    /**
     * Sabotage that turns it red: a probe without an answer is passed over, or its values become 0; the stop signal is
     * left waiting for a process that nobody wakes.
     */
    @Test
    void aFrozenProgramIsUnknownWithWhatItLastSaid() throws Exception {
        try (Muster muster = new Muster(home)) {
            up(muster, 20);
            // Health keeps what it told for 15 s at least: only after that it may change at all.
            JsonNode before = muster.await("ltc", 1, Duration.ofSeconds(30), ProgramFaultsTest::settled);
            FaultWatch row = FaultWatch.of(AREA, "it is frozen", "SIGSTOP to litecoind")
                    .data(Seen.CHAIN, Seen.chain(muster, "ltc", height(before)));
            Muster.signal(pid(before), "STOP");
            row.injected();
            JsonNode unknown = muster.await("ltc", 1, Duration.ofSeconds(20), report -> is(report, "unknown"));
            row.told("unknown", reason(unknown), "no answer from", 10);
            long told = System.nanoTime();
            Muster.until(
                    "health 503",
                    Duration.ofSeconds(5),
                    () -> muster.api("ltc", 1).health() == 503);
            System.out.printf("frozen: health 503 %.1f s after unknown%n", Seen.since(told));
            assertThat(unknown.path("height")).isEqualTo(before.path("height"));
            assertThat(unknown.path("height").asLong()).isPositive();
            assertThat(Instant.parse(unknown.path("observedAt").asText()))
                    .isBefore(Instant.parse(unknown.path("at").asText()).minusSeconds(5));
            Muster.signal(pid(before), "CONT");
            row.mended();
            JsonNode back = muster.await("ltc", 1, Duration.ofSeconds(40), Seen::healthy);
            assertThat(pid(back)).isEqualTo(pid(before));
            row.recovered(30);

            stopFrozen(muster, back);
        }
    }

    private static void stopFrozen(Muster muster, JsonNode before) throws Exception {
        FaultWatch row = FaultWatch.of(AREA, "it is frozen and is to stop", "SIGSTOP to litecoind, then muster stop")
                .data(Seen.CHAIN, Seen.chain(muster, "ltc", height(before)));
        Muster.signal(pid(before), "STOP");
        row.injected();
        muster.run("stop", "ltc").ok();
        JsonNode stopped = muster.await("ltc", 1, Duration.ofSeconds(5), report -> is(report, "stopped"));
        row.told("stopped", reason(stopped), "stopped on command", 60);
        assertThat(Muster.alive(pid(before))).isFalse();
        assertThat(muster.run("logs", "ltc").ok().out()).contains("Shutdown: done");
        row.mended();
        muster.run("start", "ltc").ok();
        muster.await("ltc", 1, Duration.ofSeconds(40), report -> is(report, "in-sync"));
        row.recovered(40);
    }

    /** Sabotage that turns it red: the budget of restarts has no end; the reason leaves the last lines out. */
    @Test
    void aProgramThatCannotRunFailsWithItsLastLines() throws Exception {
        try (Muster muster = new Muster(home)) {
            JsonNode before = up(muster, 20);
            FaultWatch row = FaultWatch.of(AREA, "it ends again and again", "a file where its data folder was; SIGKILL")
                    .data(Seen.CHAIN, Seen.chain(muster, "ltc", height(before)));
            // Blocks that were not flushed are lost with it, which is not what this is about.
            muster.run("restart", "ltc").ok();
            muster.await("ltc", 1, Duration.ofSeconds(30), report -> is(report, "in-sync"));
            Path chain = Seen.folderOf(muster.slotFolder("ltc", 1), "regtest").resolve("regtest");
            Files.move(chain, chain.resolveSibling("away"));
            Files.writeString(chain, "no folder");
            Muster.signal(muster.pid("ltc", 1), "KILL");
            row.injected();
            JsonNode failed = muster.await("ltc", 1, Duration.ofSeconds(90), report -> is(report, "failed"));
            assertThat(reason(failed)).contains("exit code").contains("last lines:");
            row.told("failed", reason(failed), "6 times in 10 minutes", 90);
            assertThat(failed.path("health").path("code").asInt()).isEqualTo(503);
            Files.delete(chain);
            Files.move(chain.resolveSibling("away"), chain);
            row.mended();
            muster.run("start", "ltc").ok();
            muster.await("ltc", 1, Duration.ofSeconds(30), report -> is(report, "in-sync"));
            row.recovered(30);
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
            JsonNode before = muster.await("ltc", 2, Duration.ofSeconds(30), report -> height(report) >= 300);
            FaultWatch row = FaultWatch.of(AREA, "it is killed, and so are blocks", "SIGKILL to litecoind 2 of 2")
                    .data(
                            Seen.CHAIN,
                            () -> muster.api("ltc", 2).rpc("getblockhash", 300).asText());
            Muster.signal(pid(before), "KILL");
            row.injected();
            JsonNode told = muster.await("ltc", 2, Duration.ofSeconds(10), report -> is(report, "starting"));
            row.told("starting", reason(told), "", 5);
            long[] least = {Long.MAX_VALUE};
            JsonNode back = muster.await("ltc", 2, Duration.ofSeconds(60), report -> {
                boolean another = pid(report) != pid(before) && pid(report) != 0;
                least[0] = another && report.path("height").isNumber() ? Math.min(least[0], height(report)) : least[0];
                return another && is(report, "in-sync") && height(report) >= 300;
            });
            System.out.printf("killed: all 300 blocks again, least seen %d%n", least[0]);
            assertThat(back.path("services").path(0).path("restarts").asInt()).isEqualTo(1);
            row.recovered(60);
        }
    }

    /** Sabotage that turns it red: the port is not looked at before the start. */
    @Test
    void aTakenPortIsNamedWithWhoHasIt() throws Exception {
        try (Muster muster = new Muster(home)) {
            JsonNode before = up(muster, 20);
            FaultWatch row = FaultWatch.of(AREA, "its port is taken", "another program listens before muster start")
                    .data(Seen.CHAIN, Seen.chain(muster, "ltc", height(before)));
            int port = muster.port("ltc", 1, "p2p");
            muster.run("stop", "ltc").ok();
            Process other = holder(port);
            try {
                row.injected();
                muster.run("start", "ltc");
                JsonNode failed = muster.await("ltc", 1, Duration.ofSeconds(60), report -> is(report, "failed"));
                assertThat(reason(failed)).contains("port " + port + " (p2p)").contains("pid " + other.pid());
                row.told("failed", reason(failed), "(p2p) is taken by another program: pid", 60);
            } finally {
                other.destroyForcibly().waitFor();
            }
            row.mended();
            muster.run("start", "ltc").ok();
            muster.await("ltc", 1, Duration.ofSeconds(30), report -> is(report, "in-sync"));
            row.recovered(30);
        }
    }

    private Process holder(int port) throws Exception {
        Process other = new ProcessBuilder("python3", "-m", "http.server", "--bind", "127.0.0.1", "" + port)
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("other.log").toFile())
                .start();
        Muster.until("the other one listens", Duration.ofSeconds(10), () -> Listeners.any(port));
        return other;
    }
}
