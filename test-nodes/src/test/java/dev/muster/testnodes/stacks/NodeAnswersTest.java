package dev.muster.testnodes.stacks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.testnodes.Knobs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What misleads in the real program's words misleads here too. Sabotage: tell a tip without a neighbour. */
class NodeAnswersTest {
    @TempDir
    Path folder;

    @Test
    void aloneItSaysThatItIsInSyncAndNotBehind() throws Exception {
        NodeAnswers answers = answers(Map.of("STANDIN_PEERS", "0"));

        assertThat(answers.info().path("is_fully_synced").asBoolean()).isTrue();
        assertThat(answers.health().path("difference_from_max_peer").asInt(-1)).isZero();
        assertThat(answers.health().path("max_stacks_height_of_neighbors").asInt(-1))
                .isZero();
        assertThat(answers.health().path("max_stacks_neighbor_address").isNull())
                .isTrue();
        assertThat(answers.neighbors().path("outbound")).isEmpty();
    }

    @Test
    void withNeighboursItTellsHowFarTheyAre() throws Exception {
        NodeAnswers answers = answers(Map.of("STANDIN_PEERS_AFTER", "0", "STANDIN_BLOCKS_PER_SECOND", "1"));

        assertThat(answers.neighbors().path("outbound")).hasSize(8);
        assertThat(answers.health().path("max_stacks_height_of_neighbors").asInt())
                .isEqualTo(1_832_097);
        assertThat(answers.health().path("difference_from_max_peer").asInt()).isGreaterThan(1_000_000);
        assertThat(answers.info().path("is_fully_synced").asBoolean()).isTrue();
    }

    private NodeAnswers answers(Map<String, String> environment) throws Exception {
        Path file = Files.writeString(folder.resolve("node.toml"), "[burnchain]\nmode = \"mainnet\"\n");
        Knobs knobs = new Knobs(List.of(), environment);
        StacksChain chain = new StacksChain(NodeConf.read(file), folder, knobs);
        chain.open();
        return new NodeAnswers(true, chain, new FarBurnchain(knobs, Instant.now()));
    }
}
