package dev.muster.agent.probe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muster.agent.files.Json;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Checks of an HTTP answer, each with its sentence. */
final class Answers {
    private Answers() {}

    /** One call's answer, as its format has it. */
    sealed interface Parsed {
        /** JSON; of JSON-RPC only the result. */
        record Json(JsonNode root) implements Parsed {}

        /** Prometheus text: values by name, and by name with labels. */
        record Metrics(Map<String, List<Double>> series) implements Parsed {}

        /** Any other text. */
        record Plain(String text) implements Parsed {}
    }

    static void requireOk(String what, HttpAnswer answer, String where) throws ProbeException {
        @Nullable String why = switch (answer.status()) {
            case 401 -> where + " refuses the credentials (HTTP 401)";
            case 403 -> where + " does not let this machine in (HTTP 403)";
            case 404 -> where + " knows no such path (HTTP 404)";
            default ->
                answer.status() / 100 == 2 ? null : where + " answers HTTP " + answer.status() + firstLine(answer);
        };
        if (why != null) {
            throw new ProbeException(what + ": " + why);
        }
    }

    private static String firstLine(HttpAnswer answer) {
        String line = answer.text().strip().lines().findFirst().orElse("");
        boolean plain = !line.isEmpty() && !answer.page() && line.chars().allMatch(c -> c >= ' ');
        return plain ? ": " + line.substring(0, Math.min(100, line.length())) : "";
    }

    static Parsed parse(String what, String format, HttpAnswer answer, String where) throws ProbeException {
        requireOk(what, answer, where);
        return switch (format) {
            case "text" -> new Parsed.Plain(answer.text().strip());
            case "prometheus" -> new Parsed.Metrics(Prometheus.parse(answer.text()));
            default -> new Parsed.Json(json(what, answer, where));
        };
    }

    static JsonNode json(String what, HttpAnswer answer, String where) throws ProbeException {
        try {
            JsonNode root = Json.tree(answer.text());
            if (root != null && !root.isMissingNode()) {
                return root;
            }
        } catch (IOException e) {
            throw new ProbeException(what + ": " + noJson(answer, where));
        }
        throw new ProbeException(what + ": " + noJson(answer, where));
    }

    static String noJson(HttpAnswer answer, String where) {
        if (answer.text().isEmpty()) {
            return where + " answers with nothing";
        }
        return where + (answer.page() ? " answers with a web page instead of JSON" : " answers with broken JSON");
    }
}
