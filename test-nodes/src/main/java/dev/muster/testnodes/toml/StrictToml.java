package dev.muster.testnodes.toml;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import dev.muster.testnodes.Refusal;
import dev.muster.testnodes.toml.TomlKeys.Key;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Reads TOML and refuses what Rust's serde refuses of a struct with {@code deny_unknown_fields}, in its words.
 *
 * <p>Source: {@code test_deny_unknown_fields} in stackslib/src/config/mod.rs of stacks-network/stacks-core at 4.0.2,
 * read 2026-11-22.
 */
public final class StrictToml {
    private static final TomlMapper TOML = new TomlMapper();

    private final TomlKeys keys;

    public StrictToml(TomlKeys keys) {
        this.keys = keys;
    }

    /** The document, if every key in it is known and of its type. */
    public JsonNode parse(String text) throws Refusal {
        JsonNode root;
        try {
            root = TOML.readTree(text);
        } catch (JsonProcessingException e) {
            throw new Refusal(e.getOriginalMessage());
        }
        check(root, TomlKeys.TOP);
        return root;
    }

    private void check(JsonNode node, String section) throws Refusal {
        if (!(node instanceof ObjectNode table)) {
            throw new Refusal("invalid type: " + kind(node) + ", expected a table");
        }
        List<Key> known = keys.of(section);
        for (Map.Entry<String, JsonNode> field : table.properties()) {
            checkValue(field.getValue(), find(field.getKey(), known));
        }
        for (Key key : known) {
            if (key.required() && !table.has(key.name())) {
                throw new Refusal("missing field `" + key.name() + "`");
            }
        }
    }

    private static Key find(String name, List<Key> known) throws Refusal {
        Optional<Key> found =
                known.stream().filter(key -> key.name().equals(name)).findFirst();
        return found.orElseThrow(() -> new Refusal("unknown field `" + name + "`, expected one of "
                + known.stream().map(key -> "`" + key.name() + "`").collect(Collectors.joining(", "))));
    }

    private void checkValue(JsonNode value, Key key) throws Refusal {
        String[] type = key.type().split(":", 2);
        switch (type[0]) {
            case "table" -> check(value, type[1]);
            case "tables" -> {
                expect(value.isArray(), value, key, "a sequence");
                for (JsonNode item : value) {
                    check(item, type[1]);
                }
            }
            case "strings" -> {
                expect(value.isArray(), value, key, "a sequence");
                for (JsonNode item : value) {
                    expect(item.isTextual(), item, key, "a string");
                }
            }
            default -> checkScalar(value, key);
        }
    }

    private static void checkScalar(JsonNode value, Key key) throws Refusal {
        switch (key.type()) {
            case "string" -> expect(value.isTextual(), value, key, "a string");
            case "bool" -> expect(value.isBoolean(), value, key, "a boolean");
            case "integer" -> expect(value.isIntegralNumber(), value, key, "i64");
            case "unsigned" -> expect(value.isIntegralNumber() && value.asLong() >= 0, value, key, "u64");
            case "number" -> expect(value.isNumber(), value, key, "f64");
            default -> {}
        }
    }

    private static void expect(boolean right, JsonNode value, Key key, String wanted) throws Refusal {
        if (!right) {
            throw new Refusal(
                    "invalid type: " + kind(value) + ", expected " + wanted + " for key `" + key.name() + "`");
        }
    }

    private static String kind(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> "string \"" + value.asText() + "\"";
            case BOOLEAN -> "boolean `" + value.asText() + "`";
            case NUMBER -> (value.isIntegralNumber() ? "integer `" : "floating point `") + value.asText() + "`";
            case ARRAY -> "sequence";
            default -> "map";
        };
    }
}
