package dev.muster.agent.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.muster.agent.command.Command;
import dev.muster.agent.command.SystemCommands;
import dev.muster.agent.fetch.FetchProgress;
import dev.muster.agent.fetch.Parts;
import dev.muster.agent.fetch.Patience;
import dev.muster.agent.testing.Fault;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Faults while a dataset is restored, and what the next run makes of it.
 *
 * <p>Sabotage that turns it red: unpacking into the folder itself, so that half of a dataset is left; a cut connection
 * that goes on at the wrong byte.
 */
class DatasetFaultsTest {
    private static final String AREA = "datasets";
    private static final String FILES = "files of the dataset";
    private static final Patience SHORT =
            new Patience(4, 50, Duration.ofMillis(1), Duration.ofMillis(3), Duration.ofSeconds(2));
    private static final Chain CHAIN = Chain.of("chain.tar.gz", 9, 1 << 20);

    @TempDir
    Path folder;

    private final FaultyServer server = new FaultyServer();
    private final Parts parts = new Parts(SHORT, _ -> {});

    @AfterEach
    void close() {
        parts.close();
        server.close();
    }

    private Restored restore(Path to, FetchProgress progress) throws IOException {
        URI from = server.serve("/chain.tar.gz", CHAIN.packed());
        Wish wish = new Wish("archive", from, Optional.of(CHAIN.checksum()), to, new ByteSize(0));
        return new Restore(parts, 4, at -> at.toFile().getUsableSpace(), _ -> {}).run(wish, progress);
    }

    private FaultWatch row(String fault, String how, Path to) {
        return FaultWatch.of(AREA, fault, how).data(FILES, CHAIN.sum(), () -> Chain.sumIn(to));
    }

    /** The next run, once the fault is gone, restores the whole. */
    private void again(FaultWatch row, Path to) throws Exception {
        row.mended();
        assertThat(restore(to, FetchProgress.none())).isInstanceOf(Restored.Fresh.class);
        CHAIN.assertIn(to);
        row.recovered(30);
    }

    private MusterException fails(Path to, FetchProgress progress) throws IOException {
        MusterException refused = catchThrowableOfType(MusterException.class, () -> restore(to, progress));
        assertThat(Chain.all(to)).as("what the node would see").isEmpty();
        return refused;
    }

    @Test
    void connectionsThatAreCutAtEachTenthAreGoneOnWith() throws Exception {
        FaultWatch row = row(
                "its connections are cut at each 10 %",
                "a server that cuts three of them, at 0 % to 90 %", folder.resolve("90"));
        row.injected();
        for (int percent = 0; percent < 100; percent += 10) {
            Fault cut = new Fault.Cut(percent * (2L << 20) / 100);
            server.then(new Fault.None(), cut, cut, cut);
            Path to = folder.resolve(Integer.toString(percent));
            assertThat(restore(to, FetchProgress.none())).isInstanceOf(Restored.Fresh.class);
            CHAIN.assertIn(to);
        }
        row.told("restored", "", "", 60);
        row.recovered(60);
    }

    @Test
    void aDiskThatFillsUpMeanwhileIsLeftEmpty() throws Exception {
        try (Loops loops = new Loops(folder)) {
            Path image = loops.image("disk", 400L << 20);
            Loops.run("mkfs.ext4", "-q", "-m", "0", image.toString());
            Path at = Files.createDirectory(loops.point("small"));
            Loops.run("mount", loops.attach(image, "nvme1n1", "small").toString(), at.toString());
            Path to = at.resolve("data");
            Path filler = at.resolve("filler");
            FaultWatch row = row("the disk fills up in a restore", "a file in all of the rest of a disk of 400 MB", to);
            row.injected();
            MusterException refused = fails(to, (done, _, _) -> fill(done, filler));
            row.told("failed", refused.getMessage(), "No space left on device", 30);
            Files.delete(filler);
            again(row, to);
        }
    }

    /** What the restore has written and the system not yet counted is left to it. */
    private static void fill(long done, Path filler) {
        long rest = filler.resolveSibling(".").toFile().getUsableSpace();
        while (done > 0 && !Files.exists(filler.resolveSibling("full"))) {
            if (new SystemCommands()
                    .run(Command.of("fallocate", "-l", "" + rest, filler.toString()))
                    .ok()) {
                Loops.run("touch", filler.resolveSibling("full").toString());
            }
            rest -= 1 << 20;
        }
    }

    @Test
    void aDatasetThatIsAnotherIsLeftOut() throws Exception {
        Path to = folder.resolve("data");
        FaultWatch row = row("its checksum is wrong", "another archive at its address", to)
                .injected();
        URI from = server.serve(
                "/chain.tar.gz", Chain.of("chain.tar.gz", 3, 1 << 18).packed());
        Wish wish = new Wish("archive", from, Optional.of(CHAIN.checksum()), to, new ByteSize(0));
        Restore restore = new Restore(parts, 4, _ -> 1L << 40, _ -> {});
        MusterException refused =
                catchThrowableOfType(MusterException.class, () -> restore.run(wish, FetchProgress.none()));
        assertThat(Chain.all(to)).isEmpty();
        row.told("failed", refused.getMessage(), "it should be sha256:", 30);
        again(row, to);
    }

    @Test
    void aServerThatIsAwayIsSaid() throws Exception {
        Path to = folder.resolve("data");
        FaultWatch row =
                row("its server is away", "a server that answers 503", to).injected();
        server.then(new Fault.None());
        for (int i = 0; i < 16; i++) {
            server.then(Fault.status(503));
        }
        MusterException refused = fails(to, FetchProgress.none());
        row.told("failed", refused.getMessage(), "4 attempts in a row: the server answered 503", 30);
        server.calm();
        again(row, to);
    }
}
