package dev.muster.core.shape;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.core.shape.Shape.Anything;
import dev.muster.core.shape.Shape.Block;
import dev.muster.core.shape.Shape.Choice;
import dev.muster.core.shape.Shape.Leaf;
import dev.muster.core.shape.Shape.ListOf;
import dev.muster.core.shape.Shape.MapOf;
import dev.muster.core.shape.Shape.ShortOrLong;

/** A shape as JSON Schema, draft 2020-12, for editors: what it refuses, the reader refuses too. */
public final class JsonSchema {
    private static final String DRAFT = "https://json-schema.org/draft/2020-12/schema";
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private JsonSchema() {}

    /** The schema of a whole document. */
    public static ObjectNode document(String title, Block shape) {
        ObjectNode schema = JSON.objectNode().put("$schema", DRAFT).put("title", title);
        schema.setAll(of(shape));
        return schema;
    }

    private static ObjectNode of(Shape shape) {
        return switch (shape) {
            case Anything any -> JSON.objectNode();
            case Leaf leaf -> leaf(leaf);
            case Choice choice -> choice(choice);
            case ListOf list -> JSON.objectNode().put("type", "array").set("items", of(list.item()));
            case MapOf map -> map(map);
            case Block block -> block(block);
            case ShortOrLong either -> either(either);
        };
    }

    private static ObjectNode leaf(Leaf leaf) {
        ObjectNode schema = JSON.objectNode();
        if (leaf.equals(Shape.SCALAR)) {
            schema.set("type", JSON.arrayNode().add("string").add("number").add("boolean"));
        } else if (leaf.equals(Shape.PORT)) {
            schema.put("type", "integer").put("minimum", 1).put("maximum", 65_535);
        } else if (leaf.schemaType().equals("string")) {
            // Without quotes YAML takes some texts for numbers: a version, an account.
            schema.set("type", JSON.arrayNode().add("string").add("number"));
        } else {
            schema.put("type", leaf.schemaType());
        }
        if (!leaf.pattern().isEmpty()) {
            schema.put("pattern", leaf.pattern());
        }
        return schema;
    }

    private static ObjectNode choice(Choice choice) {
        ArrayNode words = JSON.arrayNode();
        choice.words().forEach(word -> {
            words.add(word);
            if (word.chars().allMatch(Character::isDigit)) {
                words.add(Integer.parseInt(word));
            }
        });
        return JSON.objectNode().set("enum", words);
    }

    private static ObjectNode map(MapOf map) {
        ObjectNode schema = JSON.objectNode().put("type", "object");
        if (!map.key().pattern().isEmpty()) {
            schema.set(
                    "propertyNames", JSON.objectNode().put("pattern", map.key().pattern()));
        }
        return schema.set("additionalProperties", of(map.value()));
    }

    private static ObjectNode block(Block block) {
        ObjectNode properties = JSON.objectNode();
        ArrayNode required = JSON.arrayNode();
        for (Field field : block.fields()) {
            ObjectNode property = JSON.objectNode().put("description", field.help());
            property.setAll(of(field.shape()));
            properties.set(field.key(), property);
            if (field.required()) {
                required.add(field.key());
            }
        }
        ObjectNode schema = JSON.objectNode().put("type", "object");
        schema.set("properties", properties);
        if (!required.isEmpty()) {
            schema.set("required", required);
        }
        return schema.put("additionalProperties", false);
    }

    private static ObjectNode either(ShortOrLong either) {
        return JSON.objectNode()
                .set("anyOf", JSON.arrayNode().add(of(either.shortForm())).add(of(either.longForm())));
    }
}
