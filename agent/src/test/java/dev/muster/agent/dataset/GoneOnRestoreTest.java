package dev.muster.agent.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.agent.fetch.Checksum;
import dev.muster.agent.fetch.Parts;
import dev.muster.agent.fetch.Patience;
import dev.muster.agent.testing.Fault;
import dev.muster.agent.testing.FaultyServer;
import dev.muster.core.problem.MusterException;
import dev.muster.core.value.ByteSize;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A server that goes away in the midst, and the next run.
 *
 * <p>Sabotages: a next run that begins anew; one that goes on with another file; one that believes a damaged checkpoint; one
 * that does not begin anew when what it went on with is bad.
 */
@Timeout(60)
class GoneOnRestoreTest {
    private static final Patience SHORT =
            new Patience(3, 50, Duration.ofMillis(1), Duration.ofMillis(3), Duration.ofMillis(600));
    private static final long PIECE = 2 << 20;

    /** Pieces that come before the server is away. */
    private static final int BEFORE = 3;

    private static final Map<String, Chain> CHAINS = new HashMap<>();

    @TempDir
    Path folder;

    private final FaultyServer server = new FaultyServer();
    private final Parts parts = new Parts(SHORT, _ -> {});
    private final List<String> notes = new ArrayList<>();
    private final Semaphore flushed = new Semaphore(0);
    private volatile Object before = "none";

    @AfterEach
    void close() {
        parts.close();
        server.close();
    }

    /** Some 8 MB packed. */
    private static Chain chain(String name) {
        return CHAINS.computeIfAbsent(name, each -> Chain.of(each, 15, 1 << 20));
    }

    private Path to() {
        return folder.resolve("data");
    }

    private Wish wish(URI from, Checksum checksum) {
        return new Wish("archive", from, Optional.of(checksum), to(), new ByteSize(0));
    }

    private Restored restore(Wish wish) throws IOException {
        return restore(wish, 1L << 40);
    }

    /** By one connection, which is two pieces ahead at most. */
    private Restored restore(Wish wish, long free) throws IOException {
        return new Restore(parts, 1, _ -> free, _ -> flushes(), Duration.ZERO).run(wish, this::hear);
    }

    private void flushes() {
        before = inode();
        flushed.release();
    }

    /** Waits for each checkpoint, however slow the disk: where the last one is must not be chance. */
    private void hear(long done, OptionalLong total, String note) {
        while (flushed.tryAcquire()) {
            while (inode().equals(before)) {
                LockSupport.parkNanos(1_000_000);
            }
        }
        if (!note.isEmpty()) {
            notes.add(note);
        }
    }

    private MusterException breaks(Wish wish) {
        return breaks(wish, BEFORE);
    }

    /** The server says nothing for a while, then answers 503; a first part is restored and written down by then. */
    private MusterException breaks(Wish wish, int pieces) {
        server.then(new Fault.None());
        for (int i = 0; i < pieces; i++) {
            server.then(new Fault.None());
        }
        server.then(new Fault.Silent(0), Fault.status(503), Fault.status(503), Fault.status(503));
        MusterException[] refused = new MusterException[1];
        assertThatThrownBy(() -> restore(wish)).isInstanceOfSatisfying(MusterException.class, e -> refused[0] = e);
        server.calm();
        return refused[0];
    }

    /** First bytes of the parts that were asked for since then. */
    private List<Long> starts(int since) {
        return server.questions().stream()
                .skip(since)
                .map(question -> question.header("range"))
                .filter(range -> !range.equals("bytes=0-0"))
                .map(range -> Long.parseLong(range.substring("bytes=".length(), range.indexOf('-'))))
                .toList();
    }

    private Object inode() {
        try {
            return Files.readAttributes(checkpoint(), BasicFileAttributes.class).fileKey();
        } catch (IOException e) {
            return "none";
        }
    }

    private Path checkpoint() {
        return new Staging(to()).checkpoint().file();
    }

    @ParameterizedTest
    @ValueSource(strings = {"chain.tar.gz", "chain.tar.zst", "chain.tar.xz"})
    void theNextRunGoesOnWhereTheServerWentAway(String name) throws IOException {
        Chain chain = chain(name);
        Wish wish = wish(server.serve("/" + name, chain.packed()), chain.checksum());
        assertThat(breaks(wish))
                .hasMessageContaining("is not whole")
                .hasMessageContaining("of files are kept beside")
                .satisfies(refused -> assertThat(refused.advice()).startsWith("The next run goes on there."));
        assertThat(Chain.all(to())).isNotEmpty().allMatch(file -> file.startsWith(".muster-restoring/"));
        assertThat(new Staging(to()).foreign())
                .as("for the node the folder is empty")
                .isEmpty();
        int asked = server.questions().size();
        assertThat(restore(wish))
                .isEqualTo(new Restored.Fresh(
                        chain.packed().length, chain.checksum().toString(), true));
        chain.assertIn(to());
        assertThat(starts(asked)).isNotEmpty().allMatch(start -> start >= PIECE);
        assertThat(notes).contains("going on where an earlier run had got to");
    }

    @Test
    void anotherFileByThenIsBegunAnew() throws IOException {
        Chain old = chain("chain.tar.zst");
        breaks(wish(server.serve("/chain.tar.zst", old.packed()), old.checksum()));
        Chain fresh = Chain.of("chain.tar.zst", 3, 1 << 18);
        int asked = server.questions().size();
        restore(wish(server.serve("/chain.tar.zst", fresh.packed()), fresh.checksum()));
        fresh.assertIn(to());
        assertThat(starts(asked)).contains(0L);
    }

    @Test
    void theSameBytesOfWhichTheServerSaysThatTheyAreOthersAreBegunAnew() throws IOException {
        Chain chain = chain("chain.tar.zst");
        Wish wish = wish(server.serve("/chain.tar.zst", chain.packed()), chain.checksum());
        breaks(wish);
        server.serve("/chain.tar.zst", chain.packed(), "\"other\"");
        int asked = server.questions().size();
        restore(wish);
        chain.assertIn(to());
        assertThat(starts(asked)).contains(0L);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.5, 1})
    void aDamagedCheckpointIsNone(double at) throws IOException {
        Chain chain = chain("chain.tar.gz");
        Wish wish = wish(server.serve("/chain.tar.gz", chain.packed()), chain.checksum());
        breaks(wish);
        byte[] bytes = Files.readAllBytes(checkpoint());
        bytes[(int) (at * (bytes.length - 1))] ^= 1;
        Files.write(checkpoint(), bytes);
        int asked = server.questions().size();
        restore(wish);
        chain.assertIn(to());
        assertThat(starts(asked)).contains(0L);
        assertThat(notes).doesNotContain("going on where an earlier run had got to");
    }

    @Test
    void aBadOneIsBegunAnewBeforeItIsCalledSo() throws IOException {
        Chain chain = chain("chain.tar.zst");
        Checksum other = Chain.sha256(new byte[] {1});
        Wish wish = wish(server.serve("/chain.tar.zst", chain.packed()), other);
        breaks(wish);
        int asked = server.questions().size();
        assertThatThrownBy(() -> restore(wish))
                .hasMessageContaining("it should be " + other + " and is " + chain.checksum())
                .hasMessageContaining(to() + " is empty");
        assertThat(to()).isEmptyDirectory();
        assertThat(starts(asked)).filteredOn(start -> start == 0).hasSize(1);
        assertThat(notes).anyMatch(note -> note.endsWith("; beginning again"));
    }

    @Test
    void whatAnEarlierRunWasAboutToWriteGoes() throws IOException {
        Chain chain = chain("chain.tar.zst");
        Wish wish = wish(server.serve("/chain.tar.zst", chain.packed()), chain.checksum());
        breaks(wish);
        Files.write(checkpoint().resolveSibling(".checkpoint.7-1"), new byte[100]);
        breaks(wish, 0);
        assertThat(checkpoint().resolveSibling(".checkpoint.7-1")).doesNotExist();
        assertThat(checkpoint()).exists();
        restore(wish);
        chain.assertIn(to());
    }

    @Test
    void whatIsThereCountsAsSpace() throws IOException {
        Chain chain = chain("chain.tar.zst");
        Wish wish = wish(server.serve("/chain.tar.zst", chain.packed()), chain.checksum());
        breaks(wish);
        long there = new Staging(to()).checkpoint().read().orElseThrow().bytes();
        assertThatThrownBy(() -> restore(wish, 0)).hasMessageContaining("nothing more was fetched");
        assertThat(checkpoint()).exists();
        restore(wish, (256L << 20) + (16L << 20) - there);
        chain.assertIn(to());
    }
}
