package dev.muster.testnodes.allora;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muster.testnodes.Say;
import dev.muster.testnodes.http.Caller;
import dev.muster.testnodes.http.Caller.Answer;
import dev.muster.testnodes.http.Counters;
import java.io.IOException;
import java.util.Map;

/**
 * What it does for each topic, again and again.
 *
 * <p>Source: adapter/api/apiadapter/main.go and metrics/constant.go of allora-network/allora-offchain-node, read
 * 2026-11-22.
 */
final class AlloraLoop {
    private final AlloraConf conf;
    private final Counters counters;
    private int height = 1000;

    AlloraLoop(AlloraConf conf, Counters counters) {
        this.conf = conf;
        this.counters = counters;
    }

    void turn() {
        height++;
        conf.root().path("worker").forEach(worker -> attempt("worker", worker));
        conf.root().path("reputer").forEach(reputer -> attempt("reputer", reputer));
    }

    private void attempt(String role, JsonNode topic) {
        try {
            if (role.equals("worker")) {
                infer(topic);
            } else {
                repute(topic);
            }
            if (conf.wallet("submitTx").asBoolean(false)) {
                count("allora_" + role + "_chain_submission_count", topic);
            }
            count("allora_" + role + "_process_finished_count", topic);
        } catch (IOException e) {
            Say.error("topic " + topic.path("topicId") + ": " + e.getMessage());
        }
    }

    private void infer(JsonNode topic) throws IOException {
        count("allora_worker_inference_request_count", topic);
        JsonNode parameters = topic.path("parameters");
        decimal(Caller.get(fill(parameters.path("InferenceEndpoint").asText(), topic, parameters)));
    }

    private void repute(JsonNode topic) throws IOException {
        count("allora_reputer_truth_request_count", topic);
        JsonNode parameters = topic.path("groundTruthParameters");
        String truth =
                decimal(Caller.get(fill(parameters.path("GroundTruthEndpoint").asText(), topic, parameters)));
        String service =
                topic.path("lossFunctionParameters").path("LossFunctionService").asText();
        Answer loss = Caller.post(
                service + "/calculate",
                Map.of("Content-Type", "application/json"),
                "{\"y_true\":\"" + truth + "\",\"y_pred\":\"1.0\",\"options\":"
                        + topic.path("lossFunctionParameters").path("LossMethodOptions") + "}");
        if (!loss.ok() || !loss.body().contains("\"loss\"")) {
            throw new IOException("loss functions answered " + loss.status());
        }
    }

    private String fill(String url, JsonNode topic, JsonNode parameters) {
        String filled = url.replace("{BlockHeight}", String.valueOf(height))
                .replace("{TopicId}", topic.path("topicId").asText());
        for (Map.Entry<String, JsonNode> parameter : parameters.properties()) {
            filled = filled.replace(
                    "{" + parameter.getKey() + "}", parameter.getValue().asText());
        }
        return filled;
    }

    private static String decimal(Answer answer) throws IOException {
        String number = answer.body().replaceAll("[\",]", "").strip();
        if (!answer.ok() || !number.matches("-?\\d+(\\.\\d+)?")) {
            throw new IOException("answered " + answer.status() + ": " + answer.body());
        }
        return number;
    }

    private void count(String name, JsonNode topic) {
        counters.add(name + "{address=\"allo1standin\",topic=\"" + topic.path("topicId") + "\"}");
    }
}
