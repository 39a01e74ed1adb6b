package dev.muster.testnodes.bitcoin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stand-in as tests of the whole program see it: unpacked from its release and run as a process. */
class BitcoindTest {
    @TempDir
    static Path releases;

    @TempDir
    Path directory;

    private static Path program;

    @BeforeAll
    static void unpack() throws Exception {
        Path folder = BitcoinRelease.build(
                releases, Map.of("warmup", "0.1", "peers-after", "0.2", "flush", "0.3", "flush-every", "0.3"));
        run(folder, "sha256sum", "--check", "--strict", "SHA256SUMS");
        run(folder, "tar", "xzf", BitcoinRelease.archive("31.1", "x86_64-linux-gnu"));
        program = folder.resolve("bitcoin-31.1/bin/bitcoind");
    }

    @Test
    void aNodeOfThePublicNetworkSyncsAndKeepsItsHeightOverACleanStop() throws Exception {
        try (TestNode node = new TestNode(program, directory, "main")) {
            node.knob("tip=1000\npeers=0");
            node.start().awaitReady();
            JsonNode early = node.call("getblockchaininfo");
            assertThat(early.path("blocks").asInt())
                    .isEqualTo(early.path("headers").asInt())
                    .isZero();
            assertThat(early.path("initialblockdownload").asBoolean()).isTrue();

            node.knob("tip=1000\ntip-every=0\nheaders-per-second=4000\nblocks-per-second=700");
            node.await("headers", () -> headers(node) > node.blocks());
            node.await("the tip", () -> node.blocks() == 1000);
            assertThat(node.call("getnetworkinfo").path("connections").asInt()).isEqualTo(8);
            assertThat(node.call("getpeerinfo").path(0).has("startingheight")).isFalse();
            assertThat(node.call("getpeerinfo").path(0).path("synced_headers").asInt())
                    .isEqualTo(1000);

            assertThat(node.terminate()).isZero();
            assertThat(node.log()).content().contains("Shutdown: In progress...", "Shutdown: done");
            assertThat(directory.resolve("bitcoind.pid")).doesNotExist();
            assertThat(directory.resolve(".cookie")).doesNotExist();

            node.knob("tip=1000\npeers=0");
            node.start().awaitReady();
            assertThat(node.blocks()).isEqualTo(1000);
        }
    }

    @Test
    void afterAKillTheLastBlocksAreLost() throws Exception {
        try (TestNode node = new TestNode(program, directory, "regtest")) {
            node.knob("flush-every=60");
            node.start().awaitReady();
            String address = walletAddress(node);
            node.call("generatetoaddress", 5, address);
            assertThat(node.call("stop").asText()).isEqualTo("Bitcoin Core stopping");
            assertThat(node.exitCode()).isZero();

            node.start().awaitReady();
            node.call("generatetoaddress", 7, address);
            assertThat(node.blocks()).isEqualTo(12);
            node.kill();

            node.start().awaitReady();
            assertThat(node.blocks()).isEqualTo(5);
            assertThat(node.call("listwallets").path(0).asText()).isEqualTo("muster");
        }
    }

    @Test
    void blocksNeedAWalletAndAnAddressOfTheNetwork() throws Exception {
        try (TestNode node = new TestNode(program, directory, "regtest").start().awaitReady()) {
            assertThat(node.call("getnewaddress").path("code").asInt()).isEqualTo(-18);
            assertThat(node.call("generatetoaddress", 1, "nonsense")
                            .path("message")
                            .asText())
                    .isEqualTo("Error: Invalid address");
            walletAddress(node);
            assertThat(node.call("createwallet", "muster").path("code").asInt()).isEqualTo(-36);
        }
    }

    @Test
    void aSecondNodeOnTheSameFolderIsRefused() throws Exception {
        try (TestNode node = new TestNode(program, directory, "regtest").start().awaitReady()) {
            Path log = directory.resolve("second.log");
            Process second = new ProcessBuilder(program.toString(), "-datadir=" + directory)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();

            assertThat(second.waitFor()).isEqualTo(1);
            assertThat(log)
                    .content()
                    .contains("Error: Cannot obtain a lock on directory " + directory
                            + "/regtest. Bitcoin Core is probably already running.");
            assertThat(node.call("uptime").isIntegralNumber()).isTrue();
        }
    }

    @Test
    void anUnknownOptionAndAnUnknownKeyEndIt() throws Exception {
        try (TestNode node = new TestNode(program, directory, "regtest")) {
            assertThat(node.start("-foo").exitCode()).isEqualTo(1);
            Files.writeString(directory.resolve("bitcoin.conf"), "upnp=0\n");
            assertThat(node.start().exitCode()).isEqualTo(1);
            assertThat(node.log()).content().isEqualTo("""
                            Error: Error parsing command line arguments: Invalid parameter -foo
                            Error: Error reading configuration file: Invalid configuration value upnp
                            """);
        }
    }

    @Test
    void aHangingNodeTakesCallsAndAnswersNone() throws Exception {
        try (TestNode node = new TestNode(program, directory, "regtest").start().awaitReady()) {
            node.knob("silent=true");
            assertThatThrownBy(() -> node.call("uptime")).isInstanceOf(IOException.class);
            node.knob("silent=false");
            assertThat(node.call("uptime").isIntegralNumber()).isTrue();
        }
    }

    private static int headers(TestNode node) throws IOException {
        return node.call("getblockchaininfo").path("headers").asInt();
    }

    private static String walletAddress(TestNode node) throws IOException {
        assertThat(node.call("createwallet", "muster", false, false, "", false, true, true)
                        .path("name")
                        .asText())
                .isEqualTo("muster");
        return node.call("getnewaddress").asText();
    }

    private static void run(Path folder, String... command) throws Exception {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor()).as(String.join(" ", command)).isZero();
    }
}
