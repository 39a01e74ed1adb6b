package dev.muster.e2e;

import static dev.muster.e2e.Seen.is;
import static dev.muster.e2e.Seen.reason;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muster.core.fault.FaultWatch;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A node that answers wrongly or not at all; the stand-in for bitcoind, on mainnet. Four deployments, each with its own
 * faults one after the other, since most of the time goes into waiting until health may change again.
 *
 * <p>Sabotage that turns it red: a node without a new block is stalled whatever the tip does, or never is; what it says
 * of its network is not compared; a height of 0 is the tip of a node that knows no peers; a probe without an answer is
 * passed over.
 */
class AnswerFaultsTest {
    private static final String AREA = "the node's answers";
    private static final String WELL = "tip-every=1\n";

    private static final List<Wrong> SILENCE = List.of(
            new Wrong("it does not answer", "silent=true", "unknown", "no answer from", 10),
            new Wrong("it refuses connections", "refuse=true", "unknown", "refuses", 10));
    private static final List<Wrong> LIES = List.of(
            new Wrong("it is of another network", "network-told=test", "failed", "another network: its chain is", 10),
            new Wrong("it lies: a new chain, verified to 100 %", "lie=true", "syncing", "it has 0 of", 15));
    private static final List<Wrong> GAPS = List.of(
            new Wrong("it answers without a height", "height-told=none", "unknown", "tells no height", 10),
            new Wrong("its peers are gone", "peers=0", "syncing", "it has 0 peers of at least", 10));

    @TempDir
    Path home;

    /** One fault: the stand-in's knobs, and what is to be told within so many seconds. */
    private record Wrong(String fault, String knobs, String state, String words, int within) {}

    @Test
    void whatANodeAnswersIsNotTakenOnTrust() throws Exception {
        try (Muster muster = new Muster(home);
                StandInBitcoin bitcoin = new StandInBitcoin(
                        home.resolve("standin"), Map.of("tip-every", "1", "blocks-per-second", "1000000"), "6s")) {
            // One first, so that the others find what it has fetched.
            One still = new One(muster, bitcoin, "still");
            Together.tell(List.of(
                    () -> still.standsStill(),
                    () -> new One(muster, bitcoin, "silence").all(SILENCE),
                    () -> new One(muster, bitcoin, "lies").all(LIES),
                    () -> new One(muster, bitcoin, "gaps").all(GAPS)));
        }
    }
    /** A deployment of one node. */
    private static final class One {
        private final Muster muster;
        private final String name;
        private final Path data;

        One(Muster muster, StandInBitcoin bitcoin, String name) throws Exception {
            this.muster = muster;
            this.name = name;
            String spec = "muster: 1\nname: " + name + "\nblueprint: bitcoin\nnetwork: mainnet\n";
            muster.run(
                            "up",
                            muster.spec(name, spec).toString(),
                            "--blueprints",
                            bitcoin.blueprints(),
                            "--wait",
                            "in-sync",
                            "--yes")
                    .ok();
            data = Seen.folderOf(muster.slotFolder(name, 1), "bitcoind.pid");
        }

        void all(List<Wrong> wrongs) throws Exception {
            for (Wrong wrong : wrongs) {
                wrong(wrong);
            }
        }

        private void wrong(Wrong wrong) throws Exception {
            JsonNode before = muster.await(name, 1, Duration.ofSeconds(40), Seen::healthy);
            long height = Seen.height(before);
            FaultWatch row = FaultWatch.of(AREA, wrong.fault(), "stand-in for bitcoind, `" + wrong.knobs() + "`")
                    .data(Seen.CHAIN, Seen.chain(muster, name, height));
            StandInBitcoin.turn(data, WELL + wrong.knobs() + "\n");
            row.injected();
            JsonNode told = muster.await(
                    name,
                    1,
                    Duration.ofSeconds(30),
                    report -> is(report, wrong.state()) && reason(report).contains(wrong.words()));
            row.told(wrong.state(), reason(told), wrong.words(), wrong.within());
            if (wrong.state().equals("unknown")) {
                assertThat(Seen.height(told)).as("the last known height").isGreaterThanOrEqualTo(height);
            }
            Muster.until(
                    "health 503",
                    Duration.ofSeconds(25),
                    () -> muster.api(name, 1).health() == 503);
            StandInBitcoin.turn(data, WELL);
            row.mended();
            muster.await(name, 1, Duration.ofSeconds(60), Seen::healthy);
            row.recovered(40);
        }

        /** First it alone, then with all others: only the first is its fault, and in the second nobody is drained. */
        void standsStill() throws Exception {
            JsonNode before = muster.await(name, 1, Duration.ofSeconds(40), Seen::healthy);
            FaultWatch row = FaultWatch.of(
                            AREA, "it stands still, the tip moves", "stand-in for bitcoind, `blocks-per-second=0`")
                    .data(Seen.CHAIN, Seen.chain(muster, name, Seen.height(before)));
            StandInBitcoin.turn(data, WELL + "blocks-per-second=0\n");
            row.injected();
            JsonNode stalled = muster.await(name, 1, Duration.ofSeconds(40), report -> is(report, "stalled"));
            row.told("stalled", reason(stalled), "while the tip moves", 30);
            Muster.until(
                    "health 503",
                    Duration.ofSeconds(15),
                    () -> muster.api(name, 1).health() == 503);
            StandInBitcoin.turn(data, WELL);
            row.mended();
            JsonNode well = muster.await(name, 1, Duration.ofSeconds(60), Seen::healthy);
            row.recovered(40);

            FaultWatch all = FaultWatch.of(AREA, "the whole chain stands still", "stand-in for bitcoind, `tip-every=0`")
                    .data(Seen.CHAIN, Seen.chain(muster, name, Seen.height(well)));
            StandInBitcoin.turn(data, "tip-every=0\n");
            all.injected();
            JsonNode still = muster.await(name, 1, Duration.ofSeconds(30), Seen::healthy);
            all.told("in-sync", reason(still), "", 10);
            long quiet = System.nanoTime();
            while (Seen.since(quiet) < 10) {
                assertThat(Seen.healthy(muster.api(name, 1).report().orElse(still)))
                        .isTrue();
                Thread.sleep(500);
            }
            StandInBitcoin.turn(data, WELL);
            all.mended();
            muster.await(
                    name,
                    1,
                    Duration.ofSeconds(10),
                    report -> Seen.healthy(report) && Seen.height(report) > Seen.height(still));
            all.recovered(10);
        }
    }
}
