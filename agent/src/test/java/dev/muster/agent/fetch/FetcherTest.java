package dev.muster.agent.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.agent.testing.Fault;
import dev.muster.agent.testing.FaultyServer;
import dev.muster.agent.testing.HttpQuestion;
import dev.muster.core.problem.MusterException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FetcherTest {
    private static final int SIZE = 300_000;
    private static final Patience SHORT =
            new Patience(4, 50, Duration.ofSeconds(1), Duration.ofSeconds(3), Duration.ofMillis(700));

    @TempDir
    Path folder;

    private final FaultyServer server = new FaultyServer();
    private final byte[] bytes = bytes(1);
    private final List<Duration> pauses = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final List<Long> counts = new ArrayList<>();
    private final Fetcher fetcher = new Fetcher(SHORT, pauses::add, _ -> Long.MAX_VALUE);
    private URI file;
    private Path target;

    @BeforeEach
    void serve() {
        file = server.serve("/node.tar.gz", bytes);
        target = folder.resolve("node.tar.gz");
    }

    @AfterEach
    void close() {
        fetcher.close();
        server.close();
    }

    private static byte[] bytes(int seed) {
        byte[] bytes = new byte[SIZE];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private void fetch() {
        fetcher.toFile(file, target, (done, _, note) -> {
            counts.add(done);
            notes.add(note);
        });
    }

    private String etag() {
        return "\"" + Arrays.hashCode(bytes) + "\"";
    }

    private void assertWhole() {
        assertThat(target).hasBinaryContent(bytes);
        assertThat(folder).isDirectoryNotContaining("glob:**.part*");
    }

    /** From which byte on it was asked for; 0 without a range. A busy machine may have seen less than was sent. */
    private static long start(HttpQuestion question) {
        String range = question.header("range");
        return range.isEmpty() ? 0 : Long.parseLong(range.replaceAll("bytes=(\\d+)-", "$1"));
    }

    @Test
    void fetchesAFile() {
        fetch();
        assertWhole();
        assertThat(server.questions()).hasSize(1);
        assertThat(counts).isSorted().contains(0L, (long) SIZE);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 99})
    void goesOnWhereTheConnectionWasCut(int percent) {
        long at = percent * (SIZE / 100L);
        server.then(new Fault.Cut(at));
        fetch();
        assertWhole();
        HttpQuestion second = server.questions().get(1);
        assertThat(start(second)).isBetween(Math.min(at, 1), at);
        assertThat(second.header("if-range")).isEqualTo(at == 0 ? "" : etag());
        assertThat(notes).anyMatch(note -> note.contains("trying again in 1 s"));
    }

    @Test
    void getsThroughAlthoughEachConnectionBringsATenth() {
        for (int i = 0; i < 9; i++) {
            server.then(new Fault.Cut(SIZE / 10));
        }
        fetch();
        assertWhole();
        assertThat(server.questions()).hasSize(10);
        // A cut may take bytes along that had arrived: a connection that brought none is answered by a longer pause.
        assertThat(pauses).contains(Duration.ofSeconds(1)).allMatch(pause -> pause.toSeconds() <= 4);
    }

    @Test
    void aLaterRunGoesOnWhereAKilledOneStopped() {
        server.then(
                new Fault.Cut(SIZE / 2), Fault.status(503), Fault.status(503), Fault.status(503), Fault.status(503));
        assertThatThrownBy(this::fetch).isInstanceOf(MusterException.class).hasMessageContaining("503");
        fetch();
        assertWhole();
        assertThat(server.questions().getLast().header("range")).isEqualTo("bytes=" + SIZE / 2 + "-");
    }

    @Test
    void aLaterRunThatFindsAllBytesAsksOnlyWhetherThatIsAll() throws IOException {
        String etag = "\"same\"";
        server.serve("/node.tar.gz", bytes, etag);
        Files.write(folder.resolve("node.tar.gz.part"), bytes);
        Files.write(folder.resolve("node.tar.gz.part.from"), List.of(file.toString(), etag));
        fetch();
        assertWhole();
        assertThat(server.questions()).hasSize(1);
    }

    @Test
    void beginsAfreshWhenTheServersFileChanged() throws IOException {
        Files.write(folder.resolve("node.tar.gz.part"), bytes(2));
        Files.write(folder.resolve("node.tar.gz.part.from"), List.of(file.toString(), "\"old\""));
        fetch();
        assertWhole();
        assertThat(server.questions().getFirst().header("if-range")).isEqualTo("\"old\"");
    }

    @Test
    void beginsAfreshWhenItCannotTellWhetherTheFileChanged() {
        server.serve("/node.tar.gz", bytes, "W/\"weak\"");
        server.then(new Fault.Cut(SIZE / 2));
        fetch();
        assertWhole();
        assertThat(server.questions().get(1).header("range")).isEmpty();
    }

    @Test
    void doesNotMixPartsOfTwoAddresses() throws IOException {
        Files.write(folder.resolve("node.tar.gz.part"), bytes(2));
        Files.write(folder.resolve("node.tar.gz.part.from"), List.of("http://127.0.0.1/other", "\"x\""));
        fetch();
        assertWhole();
        assertThat(server.questions().getFirst().header("range")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes 0-9/10", "bytes 150000-200000/300000", "lines 1-2/3", ""})
    void throwsAwayAPartThatWasNotAskedFor(String range) {
        server.then(new Fault.Cut(SIZE / 2), new Fault.Range(range));
        fetch();
        assertWhole();
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 502, 503, 504})
    void triesAgainWhenTheServerIsOutOfOrder(int status) {
        server.then(Fault.status(status), Fault.status(status));
        fetch();
        assertWhole();
        assertThat(pauses).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2));
    }

    @Test
    void waitsAsLongAsTheServerAsksButNotForEver() {
        server.then(
                new Fault.Status(429, Map.of("Retry-After", "2")),
                new Fault.Status(503, Map.of("Retry-After", "3600")));
        fetch();
        assertThat(pauses).containsExactly(Duration.ofSeconds(2), Duration.ofSeconds(3));
    }

    @Test
    void givesUpInTheEnd() {
        server.then(Fault.status(503), Fault.status(503), Fault.status(503), Fault.status(503));
        assertThatThrownBy(this::fetch)
                .hasMessage(file + " could not be fetched in 4 attempts: the server answered 503");
        assertThat(pauses).hasSize(3);
    }

    @Test
    void doesNotInsistOnAFileThatIsNotThere() {
        assertThatThrownBy(() -> fetcher.toFile(file.resolve("/other"), target, FetchProgress.none()))
                .hasMessageEndingWith("cannot be fetched: the server answered 404");
        assertThat(server.questions()).hasSize(1);
        assertThat(pauses).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1_000, 150_000})
    void noticesAConnectionThatGoesSilent(long after) {
        server.then(new Fault.Silent(after));
        fetch();
        assertWhole();
        assertThat(notes).anyMatch(note -> note.contains("silent for 0.7 s"));
    }

    @Test
    void noticesAServerThatNeverAnswers() {
        server.then(new Fault.Mute());
        fetch();
        assertWhole();
        assertThat(notes).anyMatch(note -> note.contains("did not answer within 0.7 s"));
    }

    @Test
    void saysWhoDoesNotAnswer() {
        server.close();
        assertThatThrownBy(this::fetch).hasMessageContaining("no answer from 127.0.0.1");
        assertThat(pauses).hasSize(3);
    }

    @Test
    void asksForSpaceBeforeItWrites() {
        try (Fetcher narrow = new Fetcher(SHORT, pauses::add, _ -> SIZE - 1)) {
            assertThatThrownBy(() -> narrow.toFile(file, target, FetchProgress.none()))
                    .isInstanceOfSatisfying(
                            MusterException.class, e -> assertThat(e.exit()).isEqualTo(MusterException.Exit.NEEDS))
                    .hasMessageContaining("needs 300 KB");
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void tellsTheTotal() {
        List<OptionalLong> totals = new ArrayList<>();
        fetcher.toFile(file, target, (_, total, _) -> totals.add(total));
        assertThat(totals).containsOnly(OptionalLong.of(SIZE));
    }

    @Test
    void readsASmallText() {
        URI sums = server.serve("/SHA256SUMS", "hello\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(fetcher.text(sums, folder.resolve("sums"), 100)).isEqualTo("hello\n");
        assertThatThrownBy(() -> fetcher.text(sums, folder.resolve("sums"), 5)).hasMessageContaining("larger than 5");
        assertThat(folder).isEmptyDirectory();
    }
}
