package dev.muster.agent.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.agent.testing.Archives;
import dev.muster.agent.testing.Archives.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnpackerTest {
    private static final Budget PLENTY = new Budget(1_000_000, 1_000);

    @TempDir
    Path folder;

    private Path into;

    @BeforeEach
    void folders() throws IOException {
        into = Files.createDirectory(folder.resolve("into"));
    }

    private void unpack(String name, Budget budget, Entry... entries) throws IOException {
        Path archive = Files.write(folder.resolve(name), Archives.make(name, entries));
        Unpacker.unpack(archive, ArchiveKind.ofName(name).orElseThrow(), into, budget, _ -> {});
    }

    private void assertNothingOutside() throws IOException {
        try (Stream<Path> there = Files.list(folder)) {
            assertThat(there.map(path -> path.getFileName().toString()))
                    .allMatch(name -> name.equals("into") || name.startsWith("a."));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.tar.gz", "a.tgz", "a.tar.xz", "a.tar.zst", "a.zip"})
    void keepsFilesExecutableBitsAndLinks(String name) throws IOException {
        unpack(
                name,
                PLENTY,
                new Archives.Folder("top/"),
                Archives.program("top/bin/node", "#!/bin/sh\n"),
                Archives.file("top/share/readme", "hello"),
                new Archives.Link("top/bin/alias", "node"),
                new Archives.Link("top/docs", "share"));
        assertThat(into.resolve("top/bin/node")).hasContent("#!/bin/sh\n").isExecutable();
        assertThat(into.resolve("top/docs/readme")).hasContent("hello");
        assertThat(Files.isExecutable(into.resolve("top/share/readme"))).isFalse();
        assertThat(Files.readSymbolicLink(into.resolve("top/bin/alias"))).hasToString("node");
    }

    @Test
    void keepsSecondNames() throws IOException {
        unpack("a.tar.gz", PLENTY, Archives.program("bin/node", "x"), new Archives.Twin("bin/noded", "bin/node"));
        assertThat(into.resolve("bin/noded")).hasContent("x").isExecutable();
    }

    @Test
    void givesNobodyMoreRights() throws IOException {
        unpack("a.tar.gz", PLENTY, new Archives.Text("node", "x", 06777), new Archives.Text("conf", "x", 0666));
        assertThat(mode("node")).isEqualTo("rwxr-xr-x");
        assertThat(mode("conf")).isEqualTo("rw-r--r--");
        assertThat((Integer) Files.getAttribute(into.resolve("node"), "unix:mode") & 07000)
                .isZero();
    }

    private String mode(String name) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(into.resolve(name)));
    }

    static Stream<List<Entry>> hostile() {
        List<List<Entry>> all = new ArrayList<>();
        all.add(List.of(Archives.file("../evil", "x")));
        all.add(List.of(Archives.file("a/../../evil", "x")));
        all.add(List.of(Archives.file("/tmp/evil", "x")));
        all.add(List.of(Archives.file("..", "x")));
        all.add(List.of(new Archives.Folder("../evil/")));
        all.add(List.of(new Archives.Link("../evil", "x")));
        all.add(List.of(new Archives.Link("evil", "/etc/passwd")));
        all.add(List.of(new Archives.Link("evil", "../../etc/passwd")));
        all.add(List.of(new Archives.Link("evil", "..")));
        all.add(List.of(new Archives.Link("evil", "nothing")));
        // Written through a link that came first.
        all.add(List.of(new Archives.Link("out", ".."), Archives.file("out/evil", "x")));
        all.add(List.of(new Archives.Link("out", "."), Archives.file("out/evil", "x")));
        // Each link is lexically inside, both together are not.
        all.add(List.of(
                Archives.file("a/b/c", "x"), new Archives.Link("x", "a/b"), new Archives.Link("a/y", "../x/../../..")));
        all.add(List.of(new Archives.Link("x", "."), new Archives.Link("y", "x/..")));
        // Links that lead in a circle.
        all.add(List.of(new Archives.Link("x", "y"), new Archives.Link("y", "x")));
        all.add(List.of(Archives.file("twice", "x"), Archives.file("twice", "y")));
        all.add(List.of(Archives.file("twice", "x"), new Archives.Link("twice", "twice")));
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void refusesTarsThatReachOut(List<Entry> entries) throws IOException {
        assertThatThrownBy(() -> unpack("a.tar.gz", PLENTY, entries.toArray(Entry[]::new)))
                .isInstanceOf(IOException.class);
        assertNothingOutside();
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void refusesZipsThatReachOut(List<Entry> entries) throws IOException {
        assertThatThrownBy(() -> unpack("a.zip", PLENTY, entries.toArray(Entry[]::new)))
                .isInstanceOf(IOException.class);
        assertNothingOutside();
    }

    @Test
    void refusesWhatIsNoFile() {
        assertThatThrownBy(() -> unpack("a.tar.gz", PLENTY, new Archives.Pipe("pipe")))
                .isInstanceOf(UnsafeArchiveException.class)
                .hasMessageContaining("neither file, folder nor link");
        assertThatThrownBy(() -> unpack("a.tar.gz", PLENTY, new Archives.Twin("shadow", "../../etc/shadow")))
                .isInstanceOf(UnsafeArchiveException.class);
        assertThatThrownBy(() -> unpack("a.tar.gz", PLENTY, new Archives.Twin("twin", "nothing")))
                .isInstanceOf(UnsafeArchiveException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.tar.gz", "a.tar.xz", "a.tar.zst", "a.zip"})
    void stopsABombBeforeTheDiskIsFull(String name) {
        Entry bomb = Archives.file("bomb", "0".repeat(2_000_000));
        assertThatThrownBy(() -> unpack(name, new Budget(500_000, 10), bomb))
                .hasMessageContaining("more than the 500 KB there is space for");
        assertThat(into.resolve("bomb").toFile().length()).isLessThanOrEqualTo(500_000);
    }

    @Test
    void stopsAFloodOfEntries() {
        Entry[] many = Stream.iterate(0, i -> i + 1)
                .limit(20)
                .map(i -> new Archives.Folder("d" + i + "/"))
                .toArray(Entry[]::new);
        assertThatThrownBy(() -> unpack("a.tar.gz", new Budget(1_000, 10), many))
                .hasMessageContaining("more than 10 entries");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.tar.gz", "a.tar.xz", "a.tar.zst", "a.zip"})
    void noticesABrokenArchive(String name) throws IOException {
        byte[] whole = Archives.make(name, Archives.file("node", "0123456789".repeat(5_000)));
        Path archive = Files.write(folder.resolve(name), Arrays.copyOf(whole, whole.length / 2));
        assertThatThrownBy(
                        () -> Unpacker.unpack(archive, ArchiveKind.ofName(name).orElseThrow(), into, PLENTY, _ -> {}))
                .isInstanceOf(IOException.class);
    }

    @Test
    void tellsTheKindFromTheName() {
        assertThat(ArchiveKind.ofName("node-1.2-linux")).contains(ArchiveKind.BARE);
        assertThat(ArchiveKind.ofName("Node.TAR.GZ")).contains(ArchiveKind.TAR_GZ);
        assertThat(ArchiveKind.ofName("node.deb")).isEmpty();
        assertThat(ArchiveKind.ofName("node.tar.bz2")).isEmpty();
    }
}
