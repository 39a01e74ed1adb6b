package dev.muster.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muster.agent.testing.Fault;
import dev.muster.agent.testing.FaultyServer;
import dev.muster.agent.testing.Needs;
import dev.muster.e2e.Muster.Result;
import dev.muster.e2e.Muster.Running;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The data folder of a real litecoind, packed and served on loopback, and nodes that start from it without a peer. */
class DatasetTest {
    private static final int HEIGHT = 120;

    @TempDir
    static Path shared;

    @TempDir
    Path home;

    private final FaultyServer server = new FaultyServer();

    /** A node makes blocks, is stopped cleanly, and its data are packed as their publisher would. */
    @BeforeAll
    static void pack() throws Exception {
        Needs.tool("tar");
        Needs.tool("zstd");
        Needs.tool("xz");
        try (Muster muster = new Muster(shared.resolve("home"))) {
            muster.run("up", muster.spec("source", """
                    muster: 1
                    name: source
                    blueprint: litecoin
                    network: regtest
                    produce: {every: 1h, initial: %d}
                    """.formatted(HEIGHT)).toString())
                    .ok();
            muster.await(
                    "source",
                    1,
                    Duration.ofSeconds(30),
                    report -> report.path("height").asInt() >= HEIGHT);
            muster.run("stop", "source").ok();
            for (String name : List.of("chain.tar.zst", "chain.tar.gz", "chain.tar.xz")) {
                tar(muster.slotFolder("source", 1).resolve("data"), shared.resolve(name));
            }
        }
    }

    private static void tar(Path data, Path to) throws Exception {
        Process tar = new ProcessBuilder(
                        "tar", "-C", data.toString(), "--auto-compress", "-cf", to.toString(), "regtest")
                .inheritIO()
                .start();
        assertThat(tar.waitFor()).isZero();
    }

    @AfterEach
    void close() {
        server.close();
    }

    private static String sum(Path file) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        return "sha256:" + HexFormat.of().formatHex(digest.digest(Files.readAllBytes(file)));
    }

    private URI serve(String name) throws IOException {
        return server.serve("/" + name, Files.readAllBytes(shared.resolve(name)));
    }

    private static String spec(Muster muster, URI url, String checksum, String more) throws IOException {
        return muster.spec("ltc", """
                muster: 1
                name: ltc
                blueprint: litecoin
                network: regtest
                dataset: {url: "%s", checksum: "%s"%s}
                """.formatted(url, checksum, more)).toString();
    }

    private static List<String> data(Muster muster) throws IOException {
        Path data = muster.slotFolder("ltc", 1).resolve("data");
        if (!Files.exists(data)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(data)) {
            return all.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static int height(Muster muster) throws IOException, InterruptedException {
        return Integer.parseInt(muster.run("rpc", "getblockcount").ok().out().strip());
    }

    /** Sabotage that turns it red: the node is started before its data are there; a second up restores again. */
    @ParameterizedTest
    @ValueSource(strings = {"chain.tar.zst", "chain.tar.gz", "chain.tar.xz"})
    void aNodeStartsAtTheArchivesHeightWithNoPeerAndOnceIsEnough(String name) throws Exception {
        try (Muster muster = new Muster(home)) {
            String spec = spec(muster, serve(name), sum(shared.resolve(name)), "");
            String before = muster.run("plan", spec).ok().out();
            assertThat(before).contains("a node without data starts from the dataset \"" + name + "\"", "/" + name);
            Result up = muster.run("up", spec).ok();
            assertThat(up.err()).contains("restore the dataset \"" + name + "\"", "is restored, from an archive of");
            JsonNode node = muster.node("ltc", 1);
            assertThat(node.path("state").asText()).isEqualTo("in-sync");
            assertThat(node.path("peers").asInt()).isZero();
            assertThat(height(muster)).isEqualTo(HEIGHT);

            int asked = server.questions().size();
            muster.run("up", spec).ok();
            muster.run("restart", "ltc").ok();
            assertThat(height(muster)).isEqualTo(HEIGHT);
            assertThat(server.questions()).hasSize(asked);
            assertThat(muster.run("plan", spec).ok().out()).contains("ltc/1 has data already and keeps them");
        }
    }

    /** Sabotage that turns it red: the next up takes half of it for data; nothing tells of a restore that runs. */
    @Test
    void aKilledRestoreGoesOnAndTellsOfItselfMeanwhile() throws Exception {
        String name = "chain.tar.gz";
        try (Muster muster = new Muster(home)) {
            long size = Files.size(shared.resolve(name));
            String spec = spec(muster, serve(name), sum(shared.resolve(name)), "");
            server.then(new Fault.None(), new Fault.Silent(size * 8 / 10));
            Running up = muster.start("up", spec);
            Muster.until(
                    "half of it is there",
                    Duration.ofSeconds(60),
                    () -> server.questions().size() >= 2);
            JsonNode during = muster.node("ltc", 1);
            assertThat(during.path("state").asText()).isEqualTo("restoring");
            assertThat(during.path("reason").asText()).contains("the dataset \"" + name + "\"");
            up.process().destroyForcibly();
            assertThat(up.process().waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(data(muster)).isSubsetOf(".muster-restoring");
            muster.run("up", spec).ok();
            assertThat(height(muster)).isEqualTo(HEIGHT);
        }
    }

    /** Sabotage that turns it red: the checksum is compared after the data were moved into place. */
    @Test
    void aWrongChecksumLeavesNothingAndSaysWhichFileAndTheWayOut() throws Exception {
        String name = "chain.tar.zst";
        try (Muster muster = new Muster(home)) {
            URI url = serve(name);
            Result up = muster.run("up", spec(muster, url, "sha256:" + "0".repeat(64), ""));
            assertThat(up.exit()).isEqualTo(1);
            assertThat(up.err())
                    .contains(url.toString(), "it should be sha256:0000", "and is " + sum(shared.resolve(name)))
                    .contains("\"dataset: none\" in the spec starts the node without it");
            assertThat(data(muster)).isEmpty();
            JsonNode node = muster.node("ltc", 1);
            assertThat(node.path("state").asText()).isEqualTo("failed");
            assertThat(node.path("reason").asText()).contains("it should be sha256:0000");

            muster.run("up", spec(muster, url, sum(shared.resolve(name)), "")).ok();
            assertThat(height(muster)).isEqualTo(HEIGHT);
        }
    }

    /** Sabotage that turns it red: room is asked for only once everything is fetched. */
    @Test
    void aDiskThatIsTooSmallIsSaidBeforeAnythingIsMade() throws Exception {
        try (Muster muster = new Muster(home)) {
            String spec = spec(muster, serve("chain.tar.gz"), "sha256:" + "0".repeat(64), ", needs: 900 PB");
            Result up = muster.run("up", spec);
            assertThat(up.exit()).isEqualTo(5);
            assertThat(up.err()).contains("the dataset \"chain.tar.gz\" needs 900 PB, and there are ");
            assertThat(server.questions()).isEmpty();
            assertThat(Files.exists(muster.state().resolve("ltc"))).isFalse();
        }
    }
}
