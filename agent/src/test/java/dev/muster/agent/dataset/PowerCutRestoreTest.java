package dev.muster.agent.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.agent.fetch.FetchProgress;
import dev.muster.agent.fetch.Parts;
import dev.muster.agent.fetch.Patience;
import dev.muster.agent.testing.FaultyServer;
import dev.muster.agent.testing.Loops;
import dev.muster.core.fault.FaultWatch;
import dev.muster.core.problem.MusterException;
import dev.muster.core.value.ByteSize;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A power cut is a copy of the disk taken while a restore writes to it: what was not flushed is not in it.
 *
 * <p>Sabotages: a checkpoint whose files are not flushed; one whose name is not.
 */
class PowerCutRestoreTest {
    private static final Patience SHORT =
            new Patience(3, 50, Duration.ofMillis(1), Duration.ofMillis(3), Duration.ofMillis(600));
    private static final Chain CHAIN = Chain.of("chain.tar.zst", 30, 1 << 20);
    private static final long SIZE = 400L << 20;

    @TempDir
    Path folder;

    private final long seed = Long.getLong("muster.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private int lives;

    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES)
    void theNextRunGoesOnWithWhatWasFlushed() throws Exception {
        try (Loops outside = new Loops(Files.createDirectory(folder.resolve("outside")));
                FaultyServer server = new FaultyServer()) {
            URI from = server.serve("/chain.tar.zst", CHAIN.packed());
            Path store = outside.point("store");
            mount(outside, outside.image("outer", 2L << 30), store, "mkfs.xfs");
            Path disk = store.resolve("disk-0");
            Files.createFile(disk);
            Loops.run("truncate", "-s", "" + SIZE, disk.toString());
            Loops.run("mkfs.ext4", "-q", disk.toString());
            FaultWatch row = FaultWatch.of(
                    "datasets", "a power cut in a restore", "a copy of the disk at that moment; the last of three");
            for (long most = 6L << 20; most < CHAIN.packed().length; most += 4L << 20) {
                Path after = store.resolve("disk-" + most);
                row.injected();
                server.silentFrom(most);
                cut(disk, after, from);
                disk = after;
            }
            last(disk, server.silentFrom(Long.MAX_VALUE), from, row);
        }
    }

    private static void mount(Loops loops, Path image, Path at, String... make) throws IOException {
        for (String tool : make) {
            Loops.run(tool, "-q", image.toString());
        }
        Loops.run(
                "mount",
                loops.attach(image, "nvme1n1", "disk").toString(),
                Files.createDirectory(at).toString());
    }

    /** Restores until more is written down than on the disk of before, and a little longer. */
    private void cut(Path disk, Path copy, URI from) throws Exception {
        try (Loops loops = new Loops(Files.createDirectory(folder.resolve("life-" + lives++)))) {
            Path to = mounted(loops, disk);
            long before = begun(to);
            CompletableFuture<Void> restoring = CompletableFuture.runAsync(
                    () -> assertThatThrownBy(() -> restore(from, to)).isInstanceOf(MusterException.class));
            while (begun(to) <= before) {
                assertThat(restoring).as("seed " + seed).isNotDone();
                LockSupport.parkNanos(1_000_000);
            }
            LockSupport.parkNanos(random.nextInt(50_000_000));
            Loops.run("cp", "--reflink=always", disk.toString(), copy.toString());
            restoring.join();
        }
    }

    private void last(Path disk, FaultyServer server, URI from, FaultWatch row) throws Exception {
        try (Loops loops = new Loops(Files.createDirectory(folder.resolve("life-" + lives++)))) {
            Path to = mounted(loops, disk);
            row.data("files of the dataset", CHAIN.sum(), () -> Chain.sumIn(to)).told("restoring", "", "", 10);
            int asked = server.questions().size();
            assertThat(restore(from, to)).as("seed " + seed).isInstanceOf(Restored.Fresh.class);
            CHAIN.assertIn(to);
            assertThat(server.questions().stream().skip(asked))
                    .as("what was restored is not fetched again, seed " + seed)
                    .noneMatch(question -> question.header("range").startsWith("bytes=0-2"));
            row.recovered(30);
        }
    }

    private static Path mounted(Loops loops, Path disk) throws IOException {
        Path at = loops.point("data");
        mount(loops, disk, at);
        return at.resolve("to");
    }

    private static long begun(Path to) throws IOException {
        return new Staging(to).checkpoint().read().map(Checkpoint::bytes).orElse(0L);
    }

    private static Restored restore(URI from, Path to) throws IOException {
        try (Parts parts = new Parts(SHORT, _ -> {})) {
            Wish wish = new Wish("archive", from, Optional.of(CHAIN.checksum()), to, new ByteSize(0));
            return new Restore(parts, 4, _ -> 1L << 40, PowerCutRestoreTest::flush, Duration.ZERO)
                    .run(wish, FetchProgress.none());
        }
    }

    private static void flush(Path folder) {
        Loops.run("sync", "--file-system", folder.toString());
    }
}
