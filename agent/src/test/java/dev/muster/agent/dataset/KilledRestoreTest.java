package dev.muster.agent.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.agent.fetch.FetchProgress;
import dev.muster.agent.fetch.Parts;
import dev.muster.agent.fetch.Patience;
import dev.muster.agent.fetch.Pause;
import dev.muster.agent.testing.Fault;
import dev.muster.agent.testing.FaultyServer;
import dev.muster.core.fault.FaultWatch;
import dev.muster.core.value.ByteSize;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real process, killed with SIGKILL while it restores, and the next one.
 *
 * <p>Sabotages: unpacking into the folder itself, where the node looks; a next run that takes what it finds for data.
 */
class KilledRestoreTest {
    private static final Chain CHAIN = Chain.of("chain.tar.gz", 9, 1 << 20);

    @TempDir
    Path folder;

    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES)
    void theNextRunBeginsAgainAndNobodySawHalfOfIt() throws Exception {
        Path to = folder.resolve("data");
        try (FaultyServer server = new FaultyServer()) {
            URI from = server.withoutRanges().serve("/chain.tar.gz", CHAIN.packed());
            server.then(new Fault.None(), new Fault.Silent(CHAIN.packed().length * 7L / 10));
            FaultWatch row = FaultWatch.of(
                            "datasets", "its restore is killed", "SIGKILL to the process that restores, at 70 %")
                    .data("files of the dataset", CHAIN.sum(), () -> Chain.sumIn(to));
            kill(start(from, to), new Staging(to).files().resolve("chain/blk1"));
            row.injected();
            assertThat(Chain.all(to)).isNotEmpty().allMatch(file -> file.startsWith(".muster-restoring/files/"));
            assertThat(new Staging(to).foreign())
                    .as("for the node the folder is empty")
                    .isEmpty();
            row.told("restoring", "", "", 10);
            assertThat(restore(from, to)).isInstanceOf(Restored.Fresh.class);
            // What a restart costs, as the documentation says: the archive once more.
            assertThat(server.questions()).hasSize(4);
            row.recovered(30);
        }
        CHAIN.assertIn(to);
    }

    private static Process start(URI from, Path to) throws IOException {
        List<String> argv = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                RestoreBench.class.getName(),
                from.toString(),
                to.toString());
        return new ProcessBuilder(argv).inheritIO().start();
    }

    /** As soon as the second file is there. */
    private static void kill(Process process, Path file) throws InterruptedException {
        while (!Files.exists(file)) {
            assertThat(process.waitFor(10, TimeUnit.MILLISECONDS))
                    .as("it has ended by itself")
                    .isFalse();
        }
        assertThat(process.destroyForcibly().waitFor()).isEqualTo(128 + 9);
    }

    private static Restored restore(URI from, Path to) throws IOException {
        try (Parts parts = new Parts(Patience.NORMAL, Pause.sleeping())) {
            Wish wish = new Wish("archive", from, Optional.of(CHAIN.checksum()), to, new ByteSize(0));
            return new Restore(parts, 4, _ -> 1L << 40, _ -> {}).run(wish, FetchProgress.none());
        }
    }
}
