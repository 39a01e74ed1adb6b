package dev.muster.testnodes.allora;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.muster.testnodes.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The configuration, from a variable or the file that another names.
 *
 * <p>Source: main.go and lib/domain_config.go (CheckAndSetDefaults, ValidateWalletConfig) of
 * allora-network/allora-offchain-node, v0.9.0 and later, read 2026-11-22.
 */
record AlloraConf(JsonNode root) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TEXT = "ALLORA_OFFCHAIN_NODE_CONFIG_JSON";
    private static final String FILE = "ALLORA_OFFCHAIN_NODE_CONFIG_FILE_PATH";

    static AlloraConf read(Map<String, String> environment) throws Refusal {
        String text = environment.getOrDefault(TEXT, "");
        String file = environment.getOrDefault(FILE, "");
        if (text.isEmpty() && file.isEmpty()) {
            throw new Refusal("could not find config file. Please create a config.json file and pass as environment"
                    + " variable.");
        }
        try {
            AlloraConf conf = new AlloraConf(
                    AlloraKeys.checked(JSON.readTree(text.isEmpty() ? Files.readString(Path.of(file)) : text)));
            conf.wallet();
            conf.work();
            return conf;
        } catch (JsonProcessingException e) {
            throw new Refusal("failed to parse JSON config: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new Refusal("failed to read config file: " + e.getMessage());
        }
    }

    JsonNode wallet(String key) {
        return root.path("wallet").path(key);
    }

    private void wallet() throws Refusal {
        refuseIf(wallet("chainId").asText("").isEmpty(), "chain id is empty");
        refuseIf(wallet("nodeRpcs").isEmpty(), "no node RPCs configured");
        refuseIf(wallet("nodeGrpcs").isEmpty(), "no node GRPCs configured");
        for (JsonNode uri : wallet("nodeRpcs")) {
            refuseIf(!uri.asText().matches("https?://[^/]+.*"), "invalid node RPC: " + uri.asText());
        }
        for (JsonNode uri : wallet("nodeGrpcs")) {
            refuseIf(!uri.asText().matches("[A-Za-z][A-Za-z0-9+.-]*:.+"), "invalid node GRPC: " + uri.asText());
        }
        least("accountSequenceRetryDelay", 1);
        least("blockDurationEstimated", 1);
        least("windowCorrectionFactor", 0.5);
        refuseIf(wallet("retryDelay").asInt(3) < 1, "retryDelay lower than the minimum");
        String mnemonic = wallet("addressRestoreMnemonic").asText("");
        refuseIf(
                !mnemonic.isEmpty() && !mnemonic.strip().matches("(\\S+ ){11}(\\S+|(\\S+ ){12}\\S+)"),
                "failed to import account from mnemonic: invalid mnemonic");
        refuseIf(wallet("addressKeyName").asText("").isEmpty(), "key name is empty");
    }

    private void least(String key, double least) throws Refusal {
        refuseIf(wallet(key).asDouble(0) < least, key + " lower than the minimum " + least);
    }

    private void work() throws Refusal {
        for (JsonNode worker : root.path("worker")) {
            String adapter = worker.path("inferenceEntrypointName").asText("apiAdapter");
            refuseIf(!adapter.equals("apiAdapter"), "failed to create adapter: unknown adapter " + adapter);
            refuseIf(
                    worker.path("parameters")
                            .path("InferenceEndpoint")
                            .asText("")
                            .isEmpty(),
                    "no InferenceEndpoint for topic " + worker.path("topicId"));
        }
        for (JsonNode reputer : root.path("reputer")) {
            String truth = reputer.path("groundTruthEntrypointName").asText();
            String loss = reputer.path("lossFunctionEntrypointName").asText();
            refuseIf(!truth.equals("apiAdapter"), "failed to create adapter: unknown adapter " + truth);
            refuseIf(!loss.equals("apiAdapter"), "failed to create adapter: unknown adapter " + loss);
        }
    }

    private static void refuseIf(boolean wrong, String message) throws Refusal {
        if (wrong) {
            throw new Refusal(message);
        }
    }
}
