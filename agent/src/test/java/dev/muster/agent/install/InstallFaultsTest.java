package dev.muster.agent.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.muster.agent.testing.Archives;
import dev.muster.agent.testing.FaultyServer;
import dev.muster.core.blueprint.InstallMethod.Download;
import dev.muster.core.fault.FaultWatch;
import dev.muster.core.node.NodeRenderer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Faults while software is installed, and what the next run makes of it.
 *
 * <p>Sabotage that turns it red: a file is unpacked before its checksum is compared, or kept after it was not right.
 */
class InstallFaultsTest {
    private static final String PROGRAM = "#!/bin/sh\necho 1.2\n";
    private static final byte[] RELEASE = Archives.make("node.tar.gz", Archives.program("node-1.2/bin/noded", PROGRAM));
    private static final byte[] ANOTHER =
            Archives.make("node.tar.gz", Archives.program("node-1.2/bin/noded", PROGRAM + "echo more\n"));

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

    private Download release(byte[] served) {
        return new Download(
                server.serve("/node.tar.gz", served).toString(),
                Map.of("x86_64", "amd64"),
                Map.of("x86_64", "sha256:" + NodeRenderer.sha256(RELEASE)),
                Optional.empty(),
                "bin/noded");
    }

    private List<Path> files() throws Exception {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .filter(path -> !path.toString().endsWith(".lock"))
                    .toList();
        }
    }

    @Test
    void aDownloadThatIsAnotherIsThrownAwayAndTheNextRunInstalls() throws Exception {
        FaultWatch row = FaultWatch.of(
                        "software", "its download has another checksum", "another archive at its address")
                .data(
                        "the installed program",
                        NodeRenderer.sha256(PROGRAM.getBytes(StandardCharsets.UTF_8)),
                        () -> NodeRenderer.sha256(Files.readAllBytes(installed())))
                .injected();
        Throwable refused = catchThrowable(() -> bench.install(release(ANOTHER)));
        row.told("failed", String.valueOf(refused.getMessage()), "is not the file it should be: expected sha256:", 30);
        assertThat(refused).hasMessageContaining("got sha256:" + NodeRenderer.sha256(ANOTHER));
        assertThat(files()).as("what it left").isEmpty();
        row.mended();
        assertThat(Path.of(bench.install(release(RELEASE)).program())).isExecutable();
        row.recovered(30);
    }

    private Path installed() throws Exception {
        return files().stream()
                .filter(path -> path.endsWith("bin/noded"))
                .findFirst()
                .orElseThrow();
    }
}
