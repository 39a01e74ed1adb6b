package dev.muster.agent.others;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.agent.files.Json;
import dev.muster.agent.files.Whole;
import dev.muster.agent.node.NodeSetup;
import dev.muster.agent.slot.SlotFolder;
import dev.muster.agent.testing.Stored;
import dev.muster.core.node.NodeConfig;
import dev.muster.core.state.Observation.Others;
import dev.muster.core.state.Round.TipSeen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A slot reads what the slots beside it last told. */
class NeighboursTest {
    private static final Instant NOW = Instant.parse("2026-11-01T00:00:00Z");

    @TempDir
    Path state;

    @Test
    void tellsWhatTheOtherSlotsHaveAndNotWhatTheyWereTold() throws IOException {
        report(1, "syncing", 400, 900, NOW);
        report(2, "in-sync", 500, 500, NOW.minusSeconds(60));
        report(10, "stalled", 300, 900, NOW);
        assertThat(neighbours("litecoin", "regtest", 2).look(NOW))
                .containsExactly(new TipSeen("slot 1", 400, null), new TipSeen("slot 10", 300, null));
    }

    @Test
    void whatIsOldOrWithoutAnAnswerOrElsewhereDoesNotCount() throws IOException {
        report(1, "in-sync", 500, 500, NOW.minusSeconds(121));
        report(3, "unknown", 500, 500, NOW);
        report(4, "failed", 500, 500, NOW);
        Whole.write(state.resolve("net/5/report.json"), "{ broken");
        Files.createDirectories(state.resolve("net/6"));
        Files.createDirectories(state.resolve("net/software"));
        assertThat(neighbours("litecoin", "regtest", 2).look(NOW)).isEmpty();
        assertThat(neighbours("litecoin", "regtest", 2).others(NOW, 1L)).isEqualTo(Others.NONE);
    }

    @Test
    void aReportOfAnotherFormEndsNothing() throws IOException {
        Whole.write(state.resolve("net/1/report.json"), "{\"state\": \"in-sync\", \"height\": 5}");
        assertThat(neighbours("litecoin", "regtest", 2).look(NOW)).isEmpty();
    }

    @Test
    void oneSlotThatSeesTheTipMoveIsEnough() throws IOException {
        Neighbours neighbours = neighbours("litecoin", "regtest", 2);
        report(1, "in-sync", 500, 500, NOW);
        report(3, "syncing", 500, 510, NOW);
        neighbours.look(NOW);
        assertThat(neighbours.others(NOW, 500L)).isEqualTo(new Others(2, 2));
        report(3, "syncing", 500, 511, NOW);
        neighbours.look(NOW);
        assertThat(neighbours.others(NOW.plusSeconds(2), 500L)).isEqualTo(new Others(2, 1));
    }

    /** Each anvil makes a chain of its own. */
    @Test
    void softwareWithoutPeersHasNothingInCommonOnADevNetwork() throws IOException {
        report("dev", 1, "in-sync", 500, 500, NOW);
        assertThat(neighbours("anvil", "dev", 2).look(NOW)).isEmpty();
    }

    private void report(int slot, String is, long height, long tip, Instant at) throws IOException {
        report("regtest", slot, is, height, tip, at);
    }

    private void report(String network, int slot, String is, long height, long tip, Instant at) throws IOException {
        Whole.write(
                state.resolve("net/" + slot + "/report.json"),
                Json.pretty(Map.of(
                        "slot",
                        slot,
                        "state",
                        is,
                        "height",
                        height,
                        "tip",
                        tip,
                        "network",
                        network,
                        "at",
                        at.toString())));
    }

    private Neighbours neighbours(String blueprint, String network, int slot) throws IOException {
        SlotFolder folder = new SlotFolder(state.resolve("net/" + slot));
        Stored.blueprint(blueprint, folder);
        NodeConfig node = new NodeConfig(
                NodeConfig.SCHEMA,
                "net",
                slot,
                "id",
                "local",
                blueprint,
                "sum",
                network,
                "follower",
                null,
                Map.of(),
                Map.of(),
                "127.0.0.1",
                List.of(),
                Map.of(),
                List.of(),
                null,
                null,
                0,
                null);
        Whole.write(folder.nodeFile(), Json.pretty(node));
        return new Neighbours(NodeSetup.read(folder), new SlotsBeside());
    }
}
