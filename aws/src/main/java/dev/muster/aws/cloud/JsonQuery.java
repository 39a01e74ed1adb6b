package dev.muster.aws.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Calls of a service that speaks JSON, of which a few suffice. */
public final class JsonQuery {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Prefixes of targets: the service models shipped with botocore 1.43.11 (2026-11-22). */
    private static final Map<String, String> TARGETS = Map.of(
            "wafv2", "AWSWAF_20190729",
            "logs", "Logs_20140328",
            "servicequotas", "ServiceQuotasV20190624",
            "secretsmanager", "secretsmanager");

    private final Wire wire;
    private final String service;
    private final int tries;

    JsonQuery(Cloud cloud, String service) {
        this.wire = new Wire(cloud, service);
        this.service = service;
        this.tries = cloud.tries();
    }

    /** @throws QueryException if it is refused, or nobody answers */
    public JsonNode call(String action, Object input) {
        byte[] body = MAPPER.valueToTree(input).toString().getBytes(StandardCharsets.UTF_8);
        Map<String, String> headers = Map.of(
                "Content-Type",
                "application/x-amz-json-1.1",
                "X-Amz-Target",
                TARGETS.getOrDefault(service, "") + "." + action);
        return Tries.of(tries, () -> once(service + ":" + action, headers, body));
    }

    private JsonNode once(String call, Map<String, String> headers, byte[] body) {
        Wire.Answer answer = wire.post(call, headers, body);
        try {
            JsonNode json = MAPPER.readTree(answer.text());
            if (answer.status() == 200) {
                return json;
            }
            String code = json.path("__type").asText();
            String message = json.path("message").asText(json.path("Message").asText());
            throw new QueryException(call, code.substring(code.indexOf('#') + 1), message, answer.status(), null);
        } catch (IOException e) {
            throw new QueryException(call, "", "an answer that cannot be read", answer.status(), e);
        }
    }
}
