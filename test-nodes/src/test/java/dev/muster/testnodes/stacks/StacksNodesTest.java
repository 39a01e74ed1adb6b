package dev.muster.testnodes.stacks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.muster.testnodes.Program;
import dev.muster.testnodes.bitcoin.Bitcoind;
import dev.muster.testnodes.http.Caller;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Node, signer and burn chain as processes, on what the blueprint renders.
 *
 * <p>Sabotage: another token in signer.toml; leave user and password of the reference out of node.toml.
 */
class StacksNodesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, String> QUICK =
            Map.of("STANDIN_TIP", "1000", "STANDIN_PEERS_AFTER", "0.2", "STANDIN_WARMUP", "0.1");

    @TempDir
    Path folder;

    private final Map<String, Integer> ports = new TreeMap<>();

    @Test
    void aMinerWithSignerAndBurnchainWorks() throws Exception {
        try (Program bitcoin = bitcoin()) {
            awaitBitcoin(bitcoin);
            rpc("createwallet", "\"miner\", false, false, \"\", false, true, true");
            try (Program signer = start(StacksSigner.class, "stacks-mainnet-miner-own", "signer/signer.toml", "run");
                    Program node = start(StacksNode.class, "stacks-mainnet-miner-own", "node/node.toml", "start")) {
                node.await("the tip", () -> info().path("stacks_tip_height").asInt() >= 1000);
                signer.await(
                        "an answer", () -> metrics("signer").contains("responses_sent{response_type=\"accepted\"}"));
                node.await("a block", () -> metrics("node").contains("stacks_node_stx_blocks_mined_total 1\n"));
                assertThat(info().path("network_id").asInt()).isEqualTo(1);
                assertThat(info().path("burn_block_height").asInt()).isPositive();
                assertThat(node.signal("INT")).isZero();
                assertThat(node.log()).contains("UTXOs found", "Graceful termination request received");
                assertThat(Integer.parseInt(Files.readString(folder.resolve("mainnet/height"))
                                .strip()))
                        .isGreaterThanOrEqualTo(1000);
            }
        }
    }

    @Test
    void aSignerWithAnotherTokenEnds() throws Exception {
        try (Program signer = start(StacksSigner.class, "stacks-mainnet-signer", "signer/signer.toml", "run", "-auth");
                Program node = start(StacksNode.class, "stacks-mainnet-signer", "node/node.toml", "start")) {
            assertThat(signer.exitCode()).as(node.log()).isEqualTo(101);
            assertThat(signer.log()).contains("the node refused a block proposal with 401");
        }
    }

    @Test
    void aWrongPasswordOfTheBurnchainKeepsTheNodeSilent() throws Exception {
        try (Program bitcoin = bitcoin();
                Program node =
                        start(StacksNode.class, "stacks-mainnet-follower-own", "node/node.toml", "start", "-burn")) {
            awaitBitcoin(bitcoin);
            node.await("a refusal", () -> node.log().contains("Bitcoin RPC failure: 401 Unauthorized"));
            assertThat(node.log()).doesNotContain("Start HTTP server");
            assertThat(node.signal("TERM")).isZero();
        }
    }

    @Test
    void anUnknownKeyEndsItInTheRealWords() throws Exception {
        Path file = Files.writeString(folder.resolve("x.toml"), "[node]\nalways_use_affirmation_maps = true\n");
        try (Program node = Program.start(folder, StacksNode.class, Map.of(), "start", "--config", file.toString())) {
            assertThat(node.exitCode()).isEqualTo(1);
            assertThat(node.log())
                    .contains(
                            "Invalid config file: Invalid toml: unknown field `always_use_affirmation_maps`, expected");
        }
    }

    private Program bitcoin() throws IOException {
        Path data = Files.createDirectories(folder.resolve("bitcoin"));
        Files.writeString(data.resolve("bitcoin.conf"), """
                rpcuser=muster
                rpcpassword=secret-burnchain-password
                rpcport=%d
                bind=127.0.0.1:%d
                """.formatted(port(8332), port(8333)));
        return Program.start(folder, Bitcoind.class, Map.of("STANDIN_WARMUP", "0.1"), "-datadir=" + data);
    }

    private void awaitBitcoin(Program bitcoin) throws Exception {
        bitcoin.await(
                "blocks",
                () -> JSON.readTree(rpc("getblockchaininfo", ""))
                                .at("/result/blocks")
                                .asInt()
                        > 0);
    }

    private String rpc(String method, String params) throws IOException {
        String basic = Base64.getEncoder()
                .encodeToString("muster:secret-burnchain-password".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return Caller.post(
                        "http://127.0.0.1:" + port(8332) + "/",
                        Map.of("Authorization", "Basic " + basic),
                        "{\"method\":\"" + method + "\",\"params\":[" + params + "]}")
                .body();
    }

    /** Starts a program on a rendered file with ports that are free, and perhaps one secret that is wrong. */
    private Program start(Class<?> main, String role, String file, String command, String... wrong) throws IOException {
        String text = Files.readString(Program.golden(role + "/" + file)).replace("/slot/data", folder.toString());
        for (int each : new int[] {20443, 20444, 9153, 9154, 30000, 8332, 8333}) {
            text = text.replaceAll("\\b" + each + "\\b", String.valueOf(port(each)));
        }
        for (String each : wrong) {
            text = text.replace(each.equals("-auth") ? "secret-auth-token" : "secret-burnchain-password", "other");
        }
        Path conf = Files.writeString(folder.resolve(main.getSimpleName() + ".toml"), text);
        return Program.start(folder, main, QUICK, command, "--config", conf.toString());
    }

    private int port(int usual) throws IOException {
        String key = String.valueOf(usual);
        if (!ports.containsKey(key)) {
            ports.put(key, Program.freePort());
        }
        return ports.get(key);
    }

    private JsonNode info() throws IOException {
        return JSON.readTree(
                Caller.get("http://127.0.0.1:" + port(20443) + "/v2/info").body());
    }

    private String metrics(String of) throws IOException {
        return Caller.get("http://127.0.0.1:" + port(of.equals("node") ? 9153 : 9154) + "/metrics")
                .body();
    }
}
