package dev.muster.agent.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.agent.command.Outcome;
import dev.muster.agent.testing.Archives;
import dev.muster.agent.testing.Fault;
import dev.muster.agent.testing.FaultyServer;
import dev.muster.core.blueprint.InstallMethod.Download;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DownloadTest {
    private static final Archives.Entry[] RELEASE = {
        new Archives.Folder("node-1.2/"),
        Archives.program("node-1.2/bin/noded", "#!/bin/sh\necho 1.2\n"),
        Archives.file("node-1.2/README", "hello")
    };

    @TempDir
    Path folder;

    private final FaultyServer server = new FaultyServer();
    private Bench bench;

    @BeforeEach
    void bench() {
        bench = new Bench(folder);
    }

    @AfterEach
    void close() {
        server.close();
        bench.close();
    }

    private static String hex(String algorithm, byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Download download(URI url, String checksum, String program) {
        return new Download(
                url.toString(),
                Map.of("x86_64", "amd64"),
                checksum.isEmpty() ? Map.of() : Map.of("x86_64", checksum),
                Optional.empty(),
                program);
    }

    private Download release(String name) {
        byte[] bytes = Archives.make(name, RELEASE);
        return download(server.serve("/" + name, bytes), "sha256:" + hex("SHA-256", bytes), "bin/noded");
    }

    private Download listed(byte[] release, String sums) {
        URI url = server.serve("/node-amd64.tar.gz", release);
        URI list = server.serve("/SHA256SUMS", sums.getBytes(StandardCharsets.UTF_8));
        return new Download(
                url.toString().replace("amd64", "{{arch}}"),
                Map.of("x86_64", "amd64"),
                Map.of(),
                Optional.of(list.toString()),
                "bin/noded");
    }

    private long asked(String path) {
        return server.questions().stream().filter(it -> it.path().equals(path)).count();
    }

    @ParameterizedTest
    @ValueSource(strings = {"node.tar.gz", "node.tar.xz", "node.tar.zst", "node.zip"})
    void installsAnArchiveWithoutItsTopFolder(String name) {
        Installed installed = bench.install(release(name));
        assertThat(installed.kind()).isEqualTo("download");
        assertThat(Path.of(installed.program()))
                .isAbsolute()
                .isExecutable()
                .hasContent("#!/bin/sh\necho 1.2\n")
                .startsWith(bench.software());
        assertThat(installed.folder().resolve("files/README")).hasContent("hello");
        assertThat(bench.steps).extracting(InstallStep::phase).containsSubsequence("download", "check", "unpack");
    }

    @Test
    void installsABareProgram() {
        byte[] bytes = "#!/bin/sh\n".getBytes(StandardCharsets.UTF_8);
        URI url = server.serve("/theta-linux-amd64", bytes);
        Installed installed = bench.install(download(url, "sha512:" + hex("SHA-512", bytes), "theta"));
        assertThat(Path.of(installed.program())).isExecutable().hasFileName("theta");
    }

    @Test
    void findsItAgainWithoutNetwork() {
        Download method = release("node.tar.gz");
        Installed first = bench.install(method);
        server.close();
        assertThat(bench.install(method)).isEqualTo(first);
    }

    @Test
    void installsAnotherVersionBesideIt() {
        Installed first = bench.install(release("node.tar.gz"));
        Installed second = bench.install(release("node-2.tar.gz"));
        assertThat(second.folder()).isNotEqualTo(first.folder());
        assertThat(Path.of(first.program())).exists();
    }

    @Test
    void secondDeploymentTakesTheDownloadOfTheFirst() {
        Download method = release("node.tar.gz");
        bench.install(method);
        try (Bench other = new Bench(folder.resolve("other"))) {
            other.cache = bench.cache;
            assertThat(Path.of(other.install(method).program())).exists();
        }
        assertThat(asked("/node.tar.gz")).isEqualTo(1);
    }

    @Test
    void aCachedFileThatWentBadIsFetchedAgain() throws IOException {
        Download method = release("node.tar.gz");
        Installed first = bench.install(method);
        Folders.delete(first.folder());
        try (Stream<Path> files = Files.list(bench.cache)) {
            Path cached = files.filter(path -> path.toString().endsWith("-node.tar.gz"))
                    .findFirst()
                    .orElseThrow();
            Files.write(cached, new byte[] {0}, java.nio.file.StandardOpenOption.APPEND);
        }
        assertThat(Path.of(bench.install(method).program())).exists();
        assertThat(asked("/node.tar.gz")).isEqualTo(2);
    }

    /** Sabotage that turns it red: it is flushed once it has its place, or not at all. */
    @Test
    void beforeItCountsAsInstalledItIsOnTheDisk() {
        bench.programs = Set.of("sync");
        List<Boolean> early = new ArrayList<>();
        bench.commands.on("/usr/bin/sync --file-system", command -> {
            Path made = Path.of(command.argv().getLast());
            early.add(Files.exists(made.resolve("files/README")) && !Files.exists(made.resolve("installed.json")));
            return new Outcome(0, "", "");
        });
        bench.install(release("node.tar.gz"));
        assertThat(early).containsExactly(true);
    }

    @Test
    void aDiskThatCannotKeepItFailsTheInstallation() {
        bench.programs = Set.of("sync");
        bench.commands.on("/usr/bin/sync", _ -> new Outcome(1, "", "sync: error syncing: Input/output error"));
        Download method = release("node.tar.gz");
        assertThatThrownBy(() -> bench.install(method))
                .hasMessageContaining("cannot be made durable")
                .hasMessageContaining("Input/output error");
        bench.programs = Set.of();
        assertThat(Path.of(bench.install(method).program())).isExecutable();
    }

    @Test
    void aDeletedProgramIsInstalledAgain() throws IOException {
        Download method = release("node.tar.gz");
        Files.delete(Path.of(bench.install(method).program()));
        assertThat(Path.of(bench.install(method).program())).isExecutable();
    }

    @Test
    void whatAKilledInstallationLeftCountsForNothing() throws IOException {
        Download method = release("node.tar.gz");
        Path complete = bench.install(method).folder();
        Files.delete(complete.resolve("installed.json"));
        Files.writeString(complete.resolve("files/junk"), "junk");
        Path staging = Files.createDirectories(bench.software().resolve(".node.making/files"));
        Files.writeString(staging.resolve("junk"), "junk");
        Installed again = bench.install(method);
        assertThat(Path.of(again.program())).isExecutable();
        assertThat(again.folder().resolve("files/junk")).doesNotExist();
        assertThat(bench.software().resolve(".node.making")).doesNotExist();
    }

    @Test
    void aRecordCutShortByAPowerCutCountsForNothing() throws IOException {
        Download method = release("node.tar.gz");
        Files.writeString(bench.install(method).folder().resolve("installed.json"), "{\"pro");
        assertThat(Path.of(bench.install(method).program())).isExecutable();
    }

    @Test
    void twoAtOnceFetchOnce() throws Exception {
        Download method = release("node.tar.gz");
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            Callable<Installed> task = () -> bench.install(method);
            for (Future<Installed> result : threads.invokeAll(java.util.Collections.nCopies(4, task))) {
                assertThat(Path.of(result.get().program())).isExecutable();
            }
        } catch (ExecutionException e) {
            throw new AssertionError(e);
        }
        assertThat(asked("/node.tar.gz")).isEqualTo(1);
        assertThat(bench.messages()).anyMatch(message -> message.startsWith("waiting for this process"));
    }

    @Test
    void aWrongChecksumIsDeletedAndNeverUnpacked() throws IOException {
        byte[] bytes = Archives.make("node.tar.gz", RELEASE);
        String wrong = "sha256:" + "0".repeat(64);
        Download method = download(server.serve("/node.tar.gz", bytes), wrong, "bin/noded");
        assertThatThrownBy(() -> bench.install(method))
                .hasMessageContaining("expected " + wrong + ", got sha256:" + hex("SHA-256", bytes))
                .hasMessageContaining("deleted")
                .extracting("advice")
                .asString()
                .startsWith("Try again");
        assertThat(bench.messages()).noneMatch(message -> message.startsWith("unpacking"));
        try (Stream<Path> left = Files.walk(folder)) {
            assertThat(left.filter(Files::isRegularFile)
                            .map(path -> path.getFileName().toString()))
                    .allMatch(name -> name.endsWith(".lock"));
        }
    }

    @Test
    void aTruncatedFileIsFetchedToItsEnd() {
        Download method = release("node.tar.gz");
        server.then(new Fault.Cut(50));
        assertThat(Path.of(bench.install(method).program())).exists();
        assertThat(asked("/node.tar.gz")).isEqualTo(2);
    }

    @Test
    void readsThePublishersListOfChecksums() {
        byte[] bytes = Archives.make("node.tar.gz", RELEASE);
        Download method = listed(bytes, "00  other\n" + hex("SHA-256", bytes) + " *node-amd64.tar.gz\n");
        assertThat(Path.of(bench.install(method).program())).exists();
        assertThat(bench.install(method).program()).isNotEmpty();
        assertThat(asked("/SHA256SUMS")).isEqualTo(1);
    }

    @Test
    void aListWithoutTheFileIsNoProof() {
        Download method = listed(Archives.make("node.tar.gz", RELEASE), "a".repeat(64) + "  other.tar.gz\n");
        assertThatThrownBy(() -> bench.install(method))
                .hasMessageContaining("has no checksum for node-amd64.tar.gz among its 1");
        assertThat(asked("/node-amd64.tar.gz")).isZero();
    }

    @Test
    void anArchiveThatReachesOutIsNotInstalled() {
        byte[] bytes = Archives.make("node.zip", Archives.program("../../../evil", "x"));
        Download method = download(server.serve("/node.zip", bytes), "sha256:" + hex("SHA-256", bytes), "evil");
        assertThatThrownBy(() -> bench.install(method)).hasMessageContaining("lies outside of the archive");
        assertThat(folder.resolve("evil")).doesNotExist();
        assertThat(bench.software()).isDirectoryNotContaining(path -> Files.isDirectory(path));
    }

    @Test
    void anArchiveThatIsTooLargeIsNotInstalled() {
        bench.free = 0;
        assertThatThrownBy(() -> bench.install(release("node.tar.gz"))).hasMessageContaining("there is space for");
    }

    @Test
    void saysWhatIsInTheArchiveInsteadOfTheProgram() {
        byte[] bytes = Archives.make("node.zip", RELEASE);
        Download method = download(server.serve("/node.zip", bytes), "sha256:" + hex("SHA-256", bytes), "bin/other");
        assertThatThrownBy(() -> bench.install(method))
                .hasMessage("node.zip has no \"bin/other\" in it; at its top are README, bin");
    }
}
