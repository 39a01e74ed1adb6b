package dev.muster.e2e;

import static dev.muster.e2e.Seen.is;
import static dev.muster.e2e.Seen.pid;
import static dev.muster.e2e.Seen.reason;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muster.core.fault.FaultWatch;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The agent killed in each phase of its node's life: the next one goes on where it was. In sync: see
 * {@link AgentFaultsTest}; restoring: a process of its own before the agent, see {@code KilledRestoreTest}.
 *
 * <p>Sabotage that turns it red: the next agent starts the program again; what was to stop is started by the next agent.
 */
class KilledAgentTest {
    private static final String AREA = "the agent";
    private static final String SLOW = "tip-every=1\nblocks-per-second=20000\n";
    private static final String WELL = "tip-every=1\nblocks-per-second=1000000\nflush=8\n";

    @TempDir
    Path home;

    private Muster muster;

    @Test
    void theNextAgentGoesOnInEachPhase() throws Exception {
        try (Muster one = new Muster(home);
                StandInBitcoin bitcoin = new StandInBitcoin(
                        home.resolve("standin"),
                        Map.of("tip-every", "1", "blocks-per-second", "20000", "warmup", "10"),
                        "20m")) {
            muster = one;
            String spec = muster.spec("btc", "muster: 1\nname: btc\nblueprint: bitcoin\nnetwork: mainnet\n")
                    .toString();
            Muster.Running up = muster.start("up", spec, "--blueprints", bitcoin.blueprints(), "--yes");
            Muster.until(
                    "an agent",
                    Duration.ofMinutes(2),
                    () -> muster.api("btc", 1)
                            .report()
                            .filter(report -> is(report, "starting") && pid(report) != 0)
                            .isPresent());
            goesOn("starting", "SIGKILL to the agent while its node loads").recovered(60);
            muster.finish(up, Duration.ofMinutes(3)).ok();

            Path data = Seen.folderOf(muster.slotFolder("btc", 1), "bitcoind.pid");
            StandInBitcoin.turn(data, SLOW);
            muster.await("btc", 1, Duration.ofSeconds(60), report -> is(report, "syncing") && Seen.height(report) > 1);
            goesOn("syncing", "SIGKILL to the agent in a first sync")
                    .data(Seen.CHAIN, Seen.chain(muster, "btc", 1))
                    .recovered(60);
            StandInBitcoin.turn(data, WELL);
            JsonNode well = muster.await("btc", 1, Duration.ofSeconds(90), Seen::healthy);
            stopping(Seen.height(well));
        }
    }

    /** Kills it: the next one is in the same phase, with the same program. */
    private FaultWatch goesOn(String phase, String how) throws Exception {
        JsonNode before = muster.await("btc", 1, Duration.ofSeconds(30), report -> is(report, phase));
        long agent = muster.agent("btc", 1);
        FaultWatch row = FaultWatch.of(AREA, "it is killed while its node is " + phase, how)
                .injected();
        Muster.signal(agent, "KILL");
        JsonNode back = muster.await("btc", 1, Duration.ofSeconds(60), report -> another(agent) && is(report, phase));
        assertThat(pid(back)).as("the same program").isEqualTo(pid(before));
        return row.told(phase, reason(back), "", 30);
    }

    private boolean another(long agent) {
        try {
            return muster.agent("btc", 1) != agent;
        } catch (IOException e) {
            return false;
        }
    }

    private void stopping(long height) throws Exception {
        long node = muster.pid("btc", 1);
        long agent = muster.agent("btc", 1);
        FaultWatch row = FaultWatch.of(
                        AREA, "it is killed while its node is stopping", "SIGKILL to the agent in muster stop")
                .data(Seen.CHAIN, Seen.chain(muster, "btc", height));
        Muster.Running stop = muster.start("stop", "btc");
        muster.await("btc", 1, Duration.ofSeconds(20), report -> is(report, "stopping"));
        Muster.signal(agent, "KILL");
        row.injected();
        JsonNode stopped =
                muster.await("btc", 1, Duration.ofSeconds(60), report -> another(agent) && is(report, "stopped"));
        row.told("stopped", reason(stopped), "", 60);
        stop.process().waitFor();
        assertThat(Muster.alive(node)).isFalse();
        long begin = System.nanoTime();
        while (Seen.since(begin) < 5) {
            assertThat(is(muster.api("btc", 1).report().orElse(stopped), "stopped"))
                    .as("it stays stopped")
                    .isTrue();
            Thread.sleep(250);
        }
        row.mended();
        muster.run("start", "btc").ok();
        muster.await("btc", 1, Duration.ofSeconds(60), Seen::healthy);
        row.recovered(60);
    }
}
