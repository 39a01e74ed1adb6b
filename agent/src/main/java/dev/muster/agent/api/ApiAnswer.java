package dev.muster.agent.api;

import dev.muster.agent.files.Json;
import java.util.Map;

/**
 * An answer of the agent's interface.
 *
 * @param code HTTP status
 * @param type content type
 */
public record ApiAnswer(int code, String type, String body) {
    /** A value as JSON. */
    public static ApiAnswer json(int code, Object value) {
        return new ApiAnswer(code, "application/json", Json.line(value) + "\n");
    }

    /** A sentence about what went wrong, as JSON. */
    public static ApiAnswer error(int code, String message) {
        return json(code, Map.of("error", message));
    }

    /** Text. */
    public static ApiAnswer text(int code, String text) {
        return new ApiAnswer(code, "text/plain; charset=utf-8", text);
    }
}
