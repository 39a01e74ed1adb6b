package dev.muster.e2e;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.core.Repository;
import dev.muster.core.blueprint.Blueprint;
import dev.muster.core.blueprint.BlueprintReader;
import dev.muster.core.node.NodeConfig;
import dev.muster.core.node.NodeRenderer;
import dev.muster.core.node.RenderedService;
import dev.muster.core.node.TrialRender;
import dev.muster.core.problem.Problems;
import dev.muster.testnodes.bitcoin.BitcoinRelease;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The configuration files that blueprints make are files their programs take: bitcoin's by the strict stand-in, which
 * ends at a key that Bitcoin Core 31 does not know, litecoin's by the real litecoind, in a network that has only lo.
 *
 * <p>Red with: any key that the program lacks, such as {@code upnp=0} in bitcoin.conf; {@code connect=} above the
 * network's section.
 */
class RenderedConfTest {
    private static final List<NodeConfig> BITCOIN = nodes("bitcoin");
    private static final List<NodeConfig> LITECOIN = nodes("litecoin").stream()
            .filter(node -> node.network().equals("regtest"))
            .toList();

    @TempDir
    private static Path release;

    @TempDir
    private Path slot;

    @BeforeAll
    static void unpackTheRelease() throws Exception {
        Path folder = BitcoinRelease.build(release, Map.of());
        String archive = folder.resolve(BitcoinRelease.archive("31.1", "x86_64-linux-gnu"))
                .toString();
        assertThat(start(List.of("tar", "-xzf", archive, "-C", release.toString()), release.resolve("tar.log"))
                        .waitFor())
                .isZero();
    }

    static IntStream bitcoin() {
        return IntStream.range(0, BITCOIN.size());
    }

    static IntStream litecoin() {
        return IntStream.range(0, LITECOIN.size());
    }

    @ParameterizedTest
    @MethodSource("bitcoin")
    void bitcoindKnowsEveryKey(int index) throws Exception {
        Path log = slot.resolve("log");
        // With -version the program reads and checks all it was told, tells its version and ends.
        List<String> command = Stream.concat(
                        command("bitcoin", BITCOIN.get(index), program()).stream(), Stream.of("-version"))
                .toList();
        Process process = start(command, log);
        assertThat(process.waitFor(30, SECONDS)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(log)).isZero();
        assertThat(Files.readString(log)).doesNotContain("Ignoring", "not recognized");
    }

    @ParameterizedTest
    @MethodSource("litecoin")
    void litecoindStartsWithIt(int index) throws Exception {
        Path log = slot.resolve("log");
        List<String> command = command("litecoin", LITECOIN.get(index), "/usr/lib/litecoin/litecoind");
        String script = "ip link set lo up && exec \"$@\"";
        List<String> alone = Stream.concat(Stream.of("unshare", "--net", "sh", "-c", script, "sh"), command.stream())
                .toList();
        Process process = start(alone, log);
        try {
            awaitLine(process, log, "Done loading");
            process.destroy();
            assertThat(process.waitFor(30, SECONDS)).isTrue();
            assertThat(process.exitValue()).as(Files.readString(log)).isZero();
            assertThat(Files.readString(log)).doesNotContain("Ignoring unknown", "not recognized", "rejected");
        } finally {
            process.destroyForcibly();
        }
    }

    private static void awaitLine(Process process, Path log, String line) throws Exception {
        Instant end = Instant.now().plus(Duration.ofSeconds(30));
        while (!Files.readString(log).contains(line)) {
            assertThat(process.isAlive() && Instant.now().isBefore(end))
                    .as(Files.readString(log))
                    .isTrue();
            Thread.sleep(50);
        }
    }

    private static String program() {
        return release.resolve("bitcoin-31.1/bin/bitcoind").toString();
    }

    /** Writes the files of a node into the slot; its command. */
    private List<String> command(String name, NodeConfig node, String program) throws IOException {
        Blueprint blueprint = blueprint(name);
        NodeRenderer renderer = new TrialRender(blueprint).renderer(node, slot);
        RenderedService service = renderer.service(renderer.services().getFirst(), program);
        Files.createDirectories(slot.resolve("data"));
        Files.createDirectories(slot.resolve("etc"));
        for (Map.Entry<String, String> file : service.files().entrySet()) {
            Files.writeString(slot.resolve("etc").resolve(file.getKey()), file.getValue());
        }
        return service.command();
    }

    private static List<NodeConfig> nodes(String name) {
        return new TrialRender(blueprint(name)).nodes();
    }

    private static Blueprint blueprint(String name) {
        return BlueprintReader.read(Repository.blueprint(name), new Problems()).orElseThrow();
    }

    private static Process start(List<String> command, Path log) throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }
}
