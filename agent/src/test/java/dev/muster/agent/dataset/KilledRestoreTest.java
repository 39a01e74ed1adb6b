package dev.muster.agent.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.agent.fetch.FetchProgress;
import dev.muster.agent.fetch.Parts;
import dev.muster.agent.fetch.Patience;
import dev.muster.agent.fetch.Pause;
import dev.muster.agent.testing.FaultyServer;
import dev.muster.core.fault.FaultWatch;
import dev.muster.core.value.ByteSize;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real process, killed with SIGKILL while it restores, and the next ones.
 *
 * <p>Sabotages: unpacking into the folder itself, where the node looks; a next run that takes what it finds for data; one
 * that begins anew.
 */
class KilledRestoreTest {
    private static final Chain CHAIN = Chain.of("chain.tar.zst", 30, 1 << 20);

    @TempDir
    Path folder;

    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES)
    void theNextRunGoesOnAndNobodySawHalfOfIt() throws Exception {
        Path to = folder.resolve("data");
        try (FaultyServer server = new FaultyServer()) {
            URI from = server.serve("/chain.tar.zst", CHAIN.packed());
            FaultWatch row = FaultWatch.of(
                            "datasets", "its restore is killed", "SIGKILL to the process that restores, three times")
                    .data("files of the dataset", CHAIN.sum(), () -> Chain.sumIn(to));
            for (long most = 6L << 20; most < CHAIN.packed().length; most += 4L << 20) {
                killLater(server, from, to, most);
            }
            row.injected();
            assertThat(Chain.all(to)).isNotEmpty().allMatch(file -> file.startsWith(".muster-restoring/"));
            assertThat(new Staging(to).foreign())
                    .as("for the node the folder is empty")
                    .isEmpty();
            row.told("restoring", "", "", 10);
            server.silentFrom(Long.MAX_VALUE);
            int asked = server.questions().size();
            assertThat(restore(from, to)).isInstanceOf(Restored.Fresh.class);
            assertThat(server.questions().stream().skip(asked))
                    .as("what was restored is not fetched again")
                    .noneMatch(question -> question.header("range").startsWith("bytes=0-2"))
                    .hasSizeLessThan(8);
            row.recovered(30);
        }
        CHAIN.assertIn(to);
    }

    /** Killed once it has written down more than its predecessor, and waits for a server that says nothing. */
    private static void killLater(FaultyServer server, URI from, Path to, long most) throws Exception {
        long before = begun(to);
        server.silentFrom(most);
        Process process = start(from, to);
        while (begun(to) <= before) {
            assertThat(process.waitFor(10, TimeUnit.MILLISECONDS))
                    .as("it has ended by itself")
                    .isFalse();
        }
        assertThat(process.destroyForcibly().waitFor()).isEqualTo(128 + 9);
    }

    private static long begun(Path to) throws IOException {
        return new Staging(to).checkpoint().read().map(Checkpoint::bytes).orElse(0L);
    }

    private static Process start(URI from, Path to) throws IOException {
        List<String> argv = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                RestoreBench.class.getName(),
                from.toString(),
                to.toString(),
                "PT0S");
        return new ProcessBuilder(argv).inheritIO().start();
    }

    private static Restored restore(URI from, Path to) throws IOException {
        try (Parts parts = new Parts(Patience.NORMAL, Pause.sleeping())) {
            Wish wish = new Wish("archive", from, Optional.of(CHAIN.checksum()), to, new ByteSize(0));
            return new Restore(parts, 4, _ -> 1L << 40, _ -> {}).run(wish, FetchProgress.none());
        }
    }
}
