package dev.muster.testnodes.allora;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.testnodes.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Checks keys and types of config.json and gives the keys their usual case. */
final class AlloraKeys {
    private static final List<Key> KEYS = read();

    private record Key(String block, String name, String type, boolean required) {}

    private AlloraKeys() {}

    private static List<Key> read() {
        try (InputStream in = Objects.requireNonNull(AlloraKeys.class.getResourceAsStream("keys.tsv"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t", -1))
                    .map(parts -> new Key(parts[0], parts[1], parts[2], parts[3].equals("must")))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The document with its keys in their usual case. */
    static JsonNode checked(JsonNode root) throws Refusal {
        return block("-", root);
    }

    private static JsonNode block(String block, JsonNode node) throws Refusal {
        ObjectNode clean = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            Key key = KEYS.stream()
                    .filter(known -> known.block().equals(block) && known.name().equalsIgnoreCase(field.getKey()))
                    .findFirst()
                    .orElseThrow(() -> new Refusal("unknown field \"" + field.getKey() + "\" in "
                            + (block.equals("-") ? "the configuration" : block)));
            clean.set(key.name(), value(key, field.getValue()));
        }
        for (Key key : KEYS) {
            if (key.block().equals(block) && key.required() && !clean.has(key.name())) {
                throw new Refusal(key.name() + " is missing");
            }
        }
        return clean;
    }

    private static JsonNode value(Key key, JsonNode value) throws Refusal {
        boolean right = switch (key.type()) {
            case "text" -> value.isTextual();
            case "number" -> value.isNumber();
            case "truth" -> value.isBoolean();
            case "texts", "blocks" -> value.isArray();
            case "free", "block" -> value.isObject();
            default -> true;
        };
        if (!right) {
            throw new Refusal(
                    "json: cannot unmarshal " + value.getNodeType().name().toLowerCase(java.util.Locale.ROOT)
                            + " into Go struct field " + key.name());
        }
        return switch (key.type()) {
            case "block" -> block(key.name(), value);
            case "blocks" -> {
                var list = JsonNodeFactory.instance.arrayNode();
                for (JsonNode item : value) {
                    list.add(block(key.name(), item));
                }
                yield list;
            }
            default -> value;
        };
    }
}
