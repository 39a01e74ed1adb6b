package dev.muster.testnodes.allora;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.testnodes.Program;
import dev.muster.testnodes.Refusal;
import dev.muster.testnodes.http.Caller;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sabotage: call the wallet's key {@code nodeRpc} in the blueprint's templates, as older versions did. */
class AlloraTest {
    private static final String WORDS = "one two three four five six seven eight nine ten eleven twelve";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "testnet-worker/worker",
                "mainnet-worker/worker",
                "testnet-reputer/reputer",
                "mainnet-reputer/reputer"
            })
    void theBlueprintsFileIsTakenAndNoOtherKey(String role) throws Exception {
        String text = rendered(role);
        assertThat(AlloraConf.read(environment(text)).wallet("chainId").asText())
                .startsWith("allora-");
        String wrong = text.replace("\"topicId\"", "\"loopSeconds\": 5, \"topicId\"");
        assertThatThrownBy(() -> AlloraConf.read(environment(wrong)))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("unknown field \"loopSeconds\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            allora-testnet-1|                     | chain id is empty
            "retryDelay": 3 | "retryDelay": 0     | retryDelay lower than the minimum
            twelve          | ''                  | invalid mnemonic
            apiAdapter      | api-worker-reputer  | unknown adapter api-worker-reputer
            "submitTx": true| "submitTx": "true"  | cannot unmarshal string
            0.8             | 0.1                 | windowCorrectionFactor lower than the minimum
            """)
    void whatTheRealOneRefusesIsRefused(String from, String to, String message) throws Exception {
        String text = rendered("testnet-worker/worker").replace(from, to == null ? "" : to);
        assertThatThrownBy(() -> AlloraConf.read(environment(text))).hasMessageContaining(message);
    }

    @Test
    void aFaultAtTheStartEndsItWithZero() throws Exception {
        try (Program node = Program.start(folder, AlloraNode.class, Map.of())) {
            assertThat(node.exitCode()).isZero();
            assertThat(node.log()).contains("ERROR", "could not find config file");
        }
    }

    @Test
    void aWorkerAsksItsModelAndCounts() throws Exception {
        int model = Program.freePort();
        int metrics = Program.freePort();
        Map<String, String> quick =
                Map.of("STANDIN_LOOP_EVERY", "0.1", "STANDIN_PORTS", "8000=" + model + ",2112=" + metrics);
        String text = rendered("testnet-worker/worker").replace(":8000/", ":" + model + "/");
        try (Program node = Program.start(folder, AlloraNode.class, with(quick, environment(text)))) {
            node.await("an attempt", () -> metrics(metrics).contains("allora_worker_inference_request_count"));
            assertThat(metrics(metrics)).doesNotContain("submission");
            try (Program server = Program.start(folder, ModelServer.class, with(quick, Map.of("TOKEN", "ETH")))) {
                server.await("work", () -> metrics(metrics).contains("allora_worker_chain_submission_count{"));
                assertThat(Caller.get("http://127.0.0.1:" + model + "/inference/BTC")
                                .status())
                        .isEqualTo(400);
            }
            assertThat(node.signal("INT")).isZero();
        }
    }

    @Test
    void aReputerAsksWhatCameTrueAndTheLoss() throws Exception {
        int truth = Program.freePort();
        int loss = Program.freePort();
        int metrics = Program.freePort();
        Map<String, String> quick = Map.of(
                "STANDIN_LOOP_EVERY", "0.1", "STANDIN_PORTS", "8000=" + truth + ",3000=" + loss + ",2112=" + metrics);
        String text = rendered("testnet-reputer/reputer")
                .replace(":8000/", ":" + truth + "/")
                .replace(":3000", ":" + loss);
        try (Program server = Program.start(folder, ModelServer.class, with(quick, Map.of("TOKEN", "ETH")));
                Program losses = Program.start(folder, LossServer.class, with(quick, Map.of("APP_PORT", "3000")));
                Program node = Program.start(folder, AlloraNode.class, with(quick, environment(text)))) {
            node.await("work", () -> metrics(metrics).contains("allora_reputer_chain_submission_count{"));
            assertThat(losses.signal("TERM")).isZero();
            assertThat(server.signal("TERM")).isZero();
        }
    }

    private static String metrics(int port) throws IOException {
        return Caller.get("http://127.0.0.1:" + port + "/metrics").body();
    }

    private String rendered(String role) throws IOException {
        return Files.readString(Program.golden("allora-" + role + "/config.json"))
                .replace("secret-mnemonic", WORDS)
                .replace("/slot/data", folder.toString());
    }

    private Map<String, String> environment(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("config.json"), text);
        return Map.of("ALLORA_OFFCHAIN_NODE_CONFIG_FILE_PATH", file.toString());
    }

    private static Map<String, String> with(Map<String, String> one, Map<String, String> other) {
        Map<String, String> both = new java.util.TreeMap<>(one);
        both.putAll(other);
        return both;
    }
}
