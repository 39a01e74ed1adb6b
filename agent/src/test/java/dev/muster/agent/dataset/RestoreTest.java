package dev.muster.agent.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.agent.fetch.Checksum;
import dev.muster.agent.fetch.FetchProgress;
import dev.muster.agent.fetch.Parts;
import dev.muster.agent.fetch.Patience;
import dev.muster.agent.testing.Archives;
import dev.muster.agent.testing.Fault;
import dev.muster.agent.testing.FaultyServer;
import dev.muster.core.problem.MusterException;
import dev.muster.core.value.ByteSize;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Sabotages: an archive that is moved into place before its checksum is known; a line that goes on at the wrong byte;
 * parts of two states of a file in one.
 */
class RestoreTest {
    private static final Patience SHORT =
            new Patience(4, 50, Duration.ofMillis(1), Duration.ofMillis(3), Duration.ofSeconds(2));

    /** Some 5 MB packed: three pieces. */
    private static Chain chain = Chain.of("chain.tar.gz", 9, 1 << 20);

    @TempDir
    Path folder;

    private final FaultyServer server = new FaultyServer();
    private final Parts parts = new Parts(SHORT, _ -> {});
    private final List<Path> flushed = new ArrayList<>();

    @BeforeAll
    static void severalPieces() {
        assertThat(chain.packed().length).isBetween(4 << 20, 6 << 20);
    }

    @AfterEach
    void close() {
        parts.close();
        server.close();
    }

    private Path to() {
        return folder.resolve("data");
    }

    private Wish wish(URI from, Checksum checksum) {
        return new Wish("archive", from, Optional.of(checksum), to(), new ByteSize(0));
    }

    private Restored restore(Wish wish, FetchProgress progress) throws IOException {
        return new Restore(parts, 4, _ -> 1L << 40, flushed::add).run(wish, progress);
    }

    private Restored restore(Wish wish) throws IOException {
        return restore(wish, FetchProgress.none());
    }

    private void assertEmpty() throws IOException {
        assertThat(Chain.all(to())).isEmpty();
        assertThat(to()).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"chain.tar.gz", "chain.tar.zst", "chain.tar.xz"})
    void restoresEachKind(String name) throws IOException {
        Chain one = Chain.of(name, 3, 1 << 18);
        Restored restored = restore(wish(server.serve("/" + name, one.packed()), one.checksum()));
        assertThat(restored)
                .isEqualTo(
                        new Restored.Fresh(one.packed().length, one.checksum().toString(), true));
        one.assertIn(to());
        assertThat(flushed).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 10, 20, 30, 40, 50, 60, 70, 80, 90})
    void goesOnWhereAnyConnectionWasCut(int percent) throws IOException {
        Wish wish = wish(server.serve("/chain.tar.gz", chain.packed()), chain.checksum());
        long after = percent * (2L << 20) / 100;
        long last = chain.packed().length - (4L << 20);
        Fault cut = new Fault.Cut(after);
        server.then(new Fault.None(), cut, cut, cut);
        restore(wish);
        chain.assertIn(to());
        // The first look, three pieces, and one more for each that was cut: nothing is fetched twice.
        assertThat(server.questions()).hasSize(4 + 2 + (after < last ? 1 : 0));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 10, 20, 30, 40, 50, 60, 70, 80, 90})
    void getsThroughWithoutPartsTooWhereverItIsCut(int percent) throws IOException {
        Wish wish = wish(server.withoutRanges().serve("/chain.tar.gz", chain.packed()), chain.checksum());
        server.then(new Fault.None(), new Fault.Cut(percent * (chain.packed().length / 100L)));
        restore(wish);
        chain.assertIn(to());
        assertThat(server.questions()).hasSize(3);
    }

    @Test
    void asksForSeveralPartsAtOnce() throws IOException {
        restore(wish(server.serve("/chain.tar.gz", chain.packed()), chain.checksum()));
        assertThat(server.questions())
                .extracting(question -> question.header("range"))
                .containsExactlyInAnyOrder(
                        "bytes=0-0",
                        "bytes=0-2097151",
                        "bytes=2097152-4194303",
                        "bytes=4194304-" + (chain.packed().length - 1));
    }

    @Test
    void aWrongChecksumLeavesTheVolumeEmptyAndSaysBoth() throws IOException {
        Checksum other = Chain.sha256(new byte[] {1});
        assertThatThrownBy(() -> restore(wish(server.serve("/chain.tar.gz", chain.packed()), other)))
                .hasMessageContaining("it should be " + other + " and is " + chain.checksum());
        assertEmpty();
        assertThat(flushed).isEmpty();
    }

    @Test
    void anArchiveThatEndsTooSoonLeavesTheVolumeEmpty() throws IOException {
        byte[] half = Arrays.copyOf(chain.packed(), chain.packed().length / 2);
        assertThatThrownBy(() -> restore(wish(server.serve("/chain.tar.gz", half), Chain.sha256(half))))
                .isInstanceOf(MusterException.class)
                .hasMessageContaining("it cannot be unpacked");
        assertEmpty();
    }

    @Test
    void anArchiveThatWantsOutLeavesTheVolumeEmpty() throws IOException {
        byte[] evil = Archives.make("x.tar.gz", Archives.file("../out", "x"));
        assertThatThrownBy(() -> restore(wish(server.serve("/x.tar.gz", evil), Chain.sha256(evil))))
                .hasMessageContaining("lies outside of the archive");
        assertEmpty();
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void aFileThatChangesMeanwhileIsBegunAgain() throws IOException {
        Chain old = Chain.of("chain.tar.gz", 12, 1 << 20);
        URI from = server.serve("/chain.tar.gz", old.packed());
        List<String> notes = new ArrayList<>();
        boolean[] changed = {false};
        // One connection is two pieces ahead at most: when the first bytes are unpacked, the last are still to come.
        new Restore(parts, 1, _ -> 1L << 40, flushed::add).run(wish(from, chain.checksum()), (done, _, note) -> {
            notes.add(note);
            if (done > 0 && !changed[0]) {
                changed[0] = true;
                server.serve("/chain.tar.gz", chain.packed());
            }
        });
        chain.assertIn(to());
        assertThat(notes).anyMatch(note -> note.contains("changed while it was fetched; beginning again"));
    }

    @Test
    void aFileThatNeverStaysTheSameIsGivenUp() throws IOException {
        URI from = server.serve("/chain.tar.gz", chain.packed());
        server.then(new Fault.None(), new Fault.Range("bytes 0-1/2"), new Fault.Range("bytes 0-1/2"));
        for (int i = 0; i < 40; i++) {
            server.then(new Fault.Status(412, java.util.Map.of()));
        }
        assertThatThrownBy(() -> restore(wish(from, chain.checksum()))).isInstanceOf(MusterException.class);
        assertEmpty();
    }

    @Test
    void asksForSpaceFirst() throws IOException {
        Wish wish = new Wish(
                "archive",
                server.serve("/chain.tar.gz", chain.packed()),
                Optional.empty(),
                to(),
                ByteSize.parse("10 GB"));
        Restore restore = new Restore(parts, 4, _ -> 9_000_000_000L, flushed::add);
        assertThatThrownBy(() -> restore.run(wish, FetchProgress.none()))
                .isInstanceOfSatisfying(
                        MusterException.class, e -> assertThat(e.exit()).isEqualTo(MusterException.Exit.NEEDS))
                .hasMessageContaining("needs 10.3 GB")
                .hasMessageContaining("9 GB are free; nothing was fetched");
        assertEmpty();
        assertThat(server.questions()).hasSize(1);
    }

    @Test
    void anArchiveThatGrowsBeyondTheSpaceLeavesTheVolumeEmpty() throws IOException {
        Wish wish = wish(server.serve("/chain.tar.gz", chain.packed()), chain.checksum());
        Restore restore = new Restore(parts, 4, _ -> (256L << 20) + (6L << 20), flushed::add);
        assertThatThrownBy(() -> restore.run(wish, FetchProgress.none())).hasMessageContaining("there is space for");
        assertEmpty();
    }

    @Test
    void leavesDataOfAnotherOriginAlone() throws IOException {
        Files.createDirectories(to());
        Files.writeString(to().resolve("chain.db"), "synced");
        Restored restored = restore(wish(server.serve("/chain.tar.gz", chain.packed()), chain.checksum()));
        assertThat(restored).isEqualTo(new Restored.Kept("chain.db"));
        assertThat(Chain.all(to())).containsExactly("chain.db");
        assertThat(server.questions()).isEmpty();
    }

    @Test
    void twiceIsOnce() throws IOException {
        Wish wish = wish(server.serve("/chain.tar.gz", chain.packed()), chain.checksum());
        restore(wish);
        int asked = server.questions().size();
        assertThat(restore(wish)).isEqualTo(new Restored.Already());
        assertThat(server.questions()).hasSize(asked);
    }

    @Test
    void whatAKilledRunLeftIsRemovedAndBegunAgain() throws IOException {
        Staging killed = new Staging(to());
        killed.begin();
        Files.writeString(killed.files().resolve("half"), "of a file");
        restore(wish(server.serve("/chain.tar.gz", chain.packed()), chain.checksum()));
        chain.assertIn(to());
    }

    /** Killed while things are moved into place: the next run moves on, and fetches nothing. */
    @Test
    void whatAKilledRunHadFoundRightIsMovedOn() throws IOException {
        Staging killed = new Staging(to());
        killed.begin();
        Files.writeString(killed.files().resolve("second"), "2");
        Files.writeString(to().resolve("first"), "1");
        Files.writeString(to().resolve(".muster-restoring/right.json"), "{}");
        assertThat(restore(wish(URI.create("http://127.0.0.1:1/x.tar.gz"), chain.checksum())))
                .isEqualTo(new Restored.Already());
        assertThat(Chain.all(to())).containsExactlyInAnyOrder("first", "second", ".muster-dataset.json");
    }

    @Test
    void aServerThatIsAwayLeavesTheVolumeEmpty() throws IOException {
        URI from = server.serve("/chain.tar.gz", chain.packed());
        server.then(new Fault.None());
        for (int i = 0; i < 40; i++) {
            server.then(Fault.status(503));
        }
        assertThatThrownBy(() -> restore(wish(from, chain.checksum())))
                .hasMessageContaining("4 attempts in a row: the server answered 503");
        assertEmpty();
    }
}
