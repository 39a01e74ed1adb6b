package dev.muster.agent.probe;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** JSON pointers of RFC 6901, with {@code *} as a step for each item. */
final class Pointer {
    private Pointer() {}

    /** All it points at; nothing where a step leads nowhere. */
    static List<JsonNode> find(JsonNode root, String pointer) {
        List<JsonNode> found = List.of(root);
        if (pointer.isEmpty()) {
            return found;
        }
        for (String step : pointer.substring(1).split("/", -1)) {
            String key = step.replace("~1", "/").replace("~0", "~");
            found = found.stream().flatMap(node -> step(node, key)).toList();
        }
        return found;
    }

    private static Stream<JsonNode> step(JsonNode node, String key) {
        if (key.equals("*")) {
            return StreamSupport.stream(node.spliterator(), false);
        }
        JsonNode next = node.isArray() && key.matches("\\d{1,9}") ? node.path(Integer.parseInt(key)) : node.path(key);
        return next.isMissingNode() ? Stream.empty() : Stream.of(next);
    }
}
