package dev.muster.aws.front;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Parameters must be in the template, have a value, and one that is allowed. */
final class KnownParameters implements Rule {
    @Override
    public Optional<Answer> before(Call call, Emulator emulator) throws IOException {
        if (!call.is("cloudformation", "CreateChangeSet", "CreateStack", "UpdateStack")) {
            return Optional.empty();
        }
        Optional<String> text = Templates.text(call, emulator);
        return text.map(Templates::json).flatMap(template -> check(call, template.path("Parameters")));
    }

    private static Optional<Answer> check(Call call, JsonNode declared) {
        Map<String, String> given = call.pairs("Parameters", "ParameterKey", "ParameterValue");
        List<String> unknown = new ArrayList<>(given.keySet());
        unknown.removeIf(declared::has);
        if (!unknown.isEmpty()) {
            return wrong(call, "Parameters: " + unknown + " do not exist in the template");
        }
        for (Map.Entry<String, JsonNode> one : declared.properties()) {
            if (!given.containsKey(one.getKey()) && !one.getValue().has("Default")) {
                return wrong(call, "Parameters: [" + one.getKey() + "] must have values");
            }
            JsonNode allowed = one.getValue().path("AllowedValues");
            String value = given.get(one.getKey());
            if (value != null && allowed.isArray() && !contains(allowed, value)) {
                return wrong(call, "Parameter '" + one.getKey() + "' must be one of AllowedValues");
            }
            if (value != null && value.matches("<.*>")) {
                return wrong(call, "Parameter '" + one.getKey() + "' has the value " + value);
            }
        }
        return Optional.empty();
    }

    private static boolean contains(JsonNode allowed, String value) {
        for (JsonNode one : allowed) {
            if (one.asText().equals(value)) {
                return true;
            }
        }
        return false;
    }

    private static Optional<Answer> wrong(Call call, String message) {
        return Optional.of(Answer.refusal(call, 400, "ValidationError", message));
    }
}
