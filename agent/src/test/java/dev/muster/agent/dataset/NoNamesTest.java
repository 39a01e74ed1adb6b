package dev.muster.agent.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.agent.testing.Loops;
import dev.muster.agent.testing.Needs;
import dev.muster.core.fault.FaultWatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A machine in whose network nobody answers for names: a namespace with nothing but {@code lo}.
 *
 * <p>Sabotage that turns it red: a name that cannot be found ends the run at once; the folder keeps what was begun.
 */
class NoNamesTest {
    private static final Chain CHAIN = Chain.of("chain.tar.gz", 9, 1 << 20);
    private static final int PORT = 8099;

    @TempDir
    Path folder;

    private final String name = "muster-names-" + ProcessHandle.current().pid();
    private final Path etc = Path.of("/etc/netns", name);
    private Process server;

    @BeforeEach
    void network() throws Exception {
        Needs.root();
        Needs.tool("ip");
        Needs.tool("python3");
        Files.createDirectories(etc);
        Files.writeString(etc.resolve("resolv.conf"), "nameserver 127.0.0.1\n");
        Files.writeString(etc.resolve("hosts"), "127.0.0.1 localhost\n");
        Loops.run("ip", "netns", "add", name);
        Loops.run("ip", "netns", "exec", name, "ip", "link", "set", "lo", "up");
        Files.write(Files.createDirectory(folder.resolve("served")).resolve("chain.tar.gz"), CHAIN.packed());
        server = inside("python3", "-m", "http.server", "" + PORT, "--bind", "127.0.0.1", "-d", folder + "/served");
    }

    @AfterEach
    void gone() throws Exception {
        server.destroyForcibly().waitFor();
        Loops.run("ip", "netns", "delete", name);
        Files.delete(etc.resolve("resolv.conf"));
        Files.delete(etc.resolve("hosts"));
        Files.delete(etc);
    }

    private Process inside(String... command) throws IOException {
        List<String> all = new java.util.ArrayList<>(List.of("ip", "netns", "exec", name));
        all.addAll(List.of(command));
        return new ProcessBuilder(all)
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(folder.resolve("said").toFile()))
                .start();
    }

    private int restore(Path to) throws Exception {
        Files.deleteIfExists(folder.resolve("said"));
        Process process = inside(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                RestoreBench.class.getName(),
                "http://data.example.org:" + PORT + "/chain.tar.gz",
                to.toString());
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        return process.exitValue();
    }

    @Test
    void aNameThatNobodyKnowsIsSaidAndTheNextRunRestores() throws Exception {
        Path to = folder.resolve("data");
        FaultWatch row = FaultWatch.of(
                        "datasets", "names cannot be found (DNS is gone)", "a network namespace without a name server")
                .data("files of the dataset", CHAIN.sum(), () -> Chain.sumIn(to))
                .injected();
        assertThat(restore(to)).isNotZero();
        assertThat(Chain.all(to)).isEmpty();
        row.told("failed", Files.readString(folder.resolve("said")), "data.example.org", 60);
        Files.writeString(etc.resolve("hosts"), "127.0.0.1 localhost data.example.org\n");
        row.mended();
        assertThat(restore(to)).as(Files.readString(folder.resolve("said"))).isZero();
        CHAIN.assertIn(to);
        row.recovered(60);
    }
}
