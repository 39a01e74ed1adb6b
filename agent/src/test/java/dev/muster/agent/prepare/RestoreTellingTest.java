package dev.muster.agent.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.agent.slot.SlotFolder;
import dev.muster.core.node.NodeConfig;
import dev.muster.core.problem.MusterException;
import dev.muster.core.report.NodeReport;
import dev.muster.core.state.NodeState;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sabotage: a report without an ETA; one for each piece; a failure that leaves "restoring" behind. */
class RestoreTellingTest {
    private static final long MB = 1_000_000;
    private static final OptionalLong TOTAL = OptionalLong.of(1000 * MB);

    @TempDir
    Path folder;

    private final List<String> lines = new ArrayList<>();
    private final List<NodeReport> published = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-28T12:00:00Z");

    private RestoreTelling telling() {
        NodeConfig node = new NodeConfig(
                NodeConfig.SCHEMA,
                "ltc",
                1,
                "id",
                "aws",
                "litecoin",
                "sum",
                "regtest",
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
        return new RestoreTelling(
                new SlotFolder(folder), node, "chain", () -> now, (words, share) -> lines.add(words), published::add);
    }

    private NodeReport written() throws Exception {
        return new SlotFolder(folder).report().orElseThrow();
    }

    @Test
    void tellsOnceASecondAndReportsEveryFiveWithRateAndRange() throws Exception {
        RestoreTelling telling = telling();
        telling.begin();
        for (int tenth = 0; tenth <= 200; tenth++) {
            telling.at(tenth * MB, TOTAL, "");
            now = now.plusMillis(100);
        }
        assertThat(lines).hasSizeBetween(17, 22);
        assertThat(published).hasSizeBetween(4, 6);
        NodeReport report = written();
        assertThat(report.state()).isEqualTo(NodeState.RESTORING);
        assertThat(report.since()).isEqualTo("2026-11-28T12:00:00Z");
        assertThat(report.reason()).contains("the dataset \"chain\" is restored: ", "of 1 GB", "10 MB a second");
        assertThat(report.etaSeconds()).isBetween(70L, 100L);
        assertThat(report.health().code()).isEqualTo(503);
    }

    @Test
    void endsInWhatCameOfIt() throws Exception {
        RestoreTelling telling = telling();
        telling.begin();
        telling.done("it is restored");
        assertThat(written().state()).isEqualTo(NodeState.STARTING);
        telling.failed(MusterException.failed("it should be a and is b", "try again"));
        assertThat(written().state()).isEqualTo(NodeState.FAILED);
        assertThat(written().reason()).isEqualTo("it should be a and is b; try again");
    }
}
