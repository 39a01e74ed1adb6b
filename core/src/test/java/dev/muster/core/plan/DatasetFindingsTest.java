package dev.muster.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.core.Repository;
import dev.muster.core.blueprint.Libraries;
import dev.muster.core.spec.SpecReader;
import dev.muster.core.spec.SpecReader.Resolved;
import dev.muster.core.value.ByteSize;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Sabotage: a room that is not asked of each node; a node with data that is counted among those that fetch. */
class DatasetFindingsTest {
    private static final String SPEC = """
            muster: 1
            name: stx
            blueprint: stacks
            network: mainnet
            """;

    private static List<Finding> of(String more, String room, int nodes, String... kept) {
        Resolved resolved = SpecReader.read(
                "muster.yaml",
                SPEC + more,
                Libraries.folder(Repository.root().resolve("blueprints")),
                UnaryOperator.identity());
        return DatasetFindings.of(
                resolved.spec(),
                resolved.blueprint(),
                Optional.of(room).filter(text -> !text.isEmpty()).map(ByteSize::parse),
                nodes,
                List.of(kept));
    }

    private static List<String> ids(List<Finding> findings) {
        return findings.stream().map(Finding::id).toList();
    }

    @Test
    void saysWhatComesFromWhereHowLargeAndHowLong() {
        Finding found = of("dataset: archive\n", "2 TB", 1).getFirst();
        assertThat(found.id()).isEqualTo("dataset.restore");
        assertThat(found.message())
                .contains(
                        "https://archive.hiro.so/mainnet/stacks-blockchain/mainnet-stacks-blockchain-latest.tar.zst",
                        "900 GB of disk",
                        "checked by https://archive.hiro.so/mainnet/stacks-blockchain/mainnet-stacks-blockchain-latest.sha256",
                        "it takes 1 h 20 min to 1 d by the blueprint",
                        "what its transfer costs is not counted");
    }

    @Test
    void refusesAVolumeThatIsTooSmallForAllNodes() {
        assertThat(ids(of("dataset: archive\n", "1 TB", 1))).containsExactly("dataset.restore");
        List<Finding> two = of("dataset: archive\nnodes: 2\n", "1 TB", 2);
        assertThat(ids(two)).containsExactly("dataset.restore", "dataset.room");
        assertThat(two.getLast().severity()).isEqualTo(Finding.Severity.ERROR);
        assertThat(two.getLast().message()).contains("needs 1.8 TB for 2 nodes, and there are 1 TB");
    }

    @Test
    void aNodeWithDataKeepsThem() {
        List<Finding> found = of("dataset: archive\n", "1 GB", 0, "stx/1");
        assertThat(ids(found)).containsExactly("dataset.ignored");
        assertThat(found.getFirst().message()).contains("stx/1 has data already and keeps them");
    }

    @Test
    void oneOfTheSpecsOwnIsAsLargeAsItSays() {
        String own = "dataset: {url: \"https://example.org/chain.tar.gz\", size: 3 GB, needs: 7 GB}\n";
        List<Finding> found = of(own, "5 GB", 1);
        assertThat(ids(found)).containsExactly("dataset.restore", "dataset.unchecked", "dataset.room");
        assertThat(found.getFirst().message()).contains("chain.tar.gz", "3 GB packed", "7 GB of disk");
        assertThat(ids(of(own, "", 1))).containsExactly("dataset.restore", "dataset.unchecked");
    }

    @Test
    void tellsOfWhatIsThereOnceAndIsQuietWhenToldSo() {
        assertThat(ids(of("", "1 GB", 1))).containsExactly("dataset.available");
        assertThat(ids(of("dataset: none\n", "1 GB", 1))).isEmpty();
    }
}
