package dev.muster.core.schema;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.core.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Records as JSON Schema, draft 2020-12: every component is there, and null where it is {@code @Nullable}. */
final class RecordSchema {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Set<Class<?>> INTEGERS = Set.of(int.class, long.class, Integer.class, Long.class);
    private static final Set<Class<?>> NUMBERS = Set.of(double.class, Double.class);

    private final Map<String, ObjectNode> definitions = new TreeMap<>();

    /** The schema of a document that is one record. */
    static ObjectNode document(String title, Class<? extends Record> type) {
        RecordSchema schemas = new RecordSchema();
        ObjectNode schema = head(title);
        schema.setAll(schemas.properties(type));
        return schemas.close(schema);
    }

    private static ObjectNode head(String title) {
        return JSON.objectNode()
                .put("$schema", "https://json-schema.org/draft/2020-12/schema")
                .put("title", title);
    }

    private ObjectNode close(ObjectNode schema) {
        if (!definitions.isEmpty()) {
            ObjectNode all = schema.putObject("$defs");
            definitions.forEach(all::set);
        }
        return schema;
    }

    private ObjectNode reference(Class<?> type) {
        String name = type.getSimpleName();
        if (!definitions.containsKey(name)) {
            definitions.put(name, JSON.objectNode());
            definitions.put(name, properties(type));
        }
        return JSON.objectNode().put("$ref", "#/$defs/" + name);
    }

    private ObjectNode properties(Class<?> type) {
        Map<String, String> words = words(type);
        ObjectNode properties = JSON.objectNode();
        ArrayNode required = JSON.arrayNode();
        for (RecordComponent component : type.getRecordComponents()) {
            ObjectNode property = JSON.objectNode();
            String description = words.get(component.getName());
            if (description != null) {
                property.put("description", description);
            }
            property.setAll(of(component.getAnnotatedType()));
            properties.set(component.getName(), property);
            required.add(component.getName());
        }
        ObjectNode schema = JSON.objectNode().put("type", "object");
        schema.set("properties", properties);
        return schema.set("required", required);
    }

    private ObjectNode of(AnnotatedType annotated) {
        ObjectNode schema = plain(annotated);
        return annotated.isAnnotationPresent(Nullable.class) ? orNull(schema) : schema;
    }

    private static ObjectNode orNull(ObjectNode schema) {
        if (schema.has("type")) {
            return schema.set("type", JSON.arrayNode().add(schema.get("type")).add("null"));
        }
        return JSON.objectNode()
                .set("anyOf", JSON.arrayNode().add(schema).add(JSON.objectNode().put("type", "null")));
    }

    private ObjectNode plain(AnnotatedType annotated) {
        Type type = annotated.getType();
        if (annotated instanceof AnnotatedParameterizedType generic) {
            AnnotatedType[] of = generic.getAnnotatedActualTypeArguments();
            boolean list = ((ParameterizedType) type).getRawType().equals(List.class);
            return list
                    ? JSON.objectNode().put("type", "array").set("items", of(of[0]))
                    : JSON.objectNode().put("type", "object").set("additionalProperties", of(of[1]));
        }
        return simple((Class<?>) type);
    }

    private ObjectNode simple(Class<?> type) {
        if (type.isEnum()) {
            ArrayNode words = JSON.arrayNode();
            for (Object constant : type.getEnumConstants()) {
                words.add(MAPPER.<com.fasterxml.jackson.databind.JsonNode>valueToTree(constant));
            }
            return JSON.objectNode().set("enum", words);
        }
        if (type.isRecord()) {
            return reference(type);
        }
        String word = INTEGERS.contains(type)
                ? "integer"
                : NUMBERS.contains(type) ? "number" : type == boolean.class ? "boolean" : "string";
        return JSON.objectNode().put("type", word);
    }

    /** What the record's comment says of its components. */
    private static Map<String, String> words(Class<?> type) {
        Map<String, String> words = new TreeMap<>();
        Matcher record = Pattern.compile(
                        "/\\*\\*((?:(?!\\*/).)*)\\*/\\s*(?:@\\w+\\([^)]*\\)\\s*)?(?:public )?record "
                                + type.getSimpleName() + "\\(",
                        Pattern.DOTALL)
                .matcher(source(type));
        if (record.find()) {
            String comment = record.group(1).replaceAll("\\n\\s*\\* ?", "\n");
            Matcher param = Pattern.compile("@param (\\w+) ((?:(?!\\n@).)*)", Pattern.DOTALL)
                    .matcher(comment);
            while (param.find()) {
                words.put(param.group(1), text(type, param.group(2)));
            }
        }
        return words;
    }

    private static String text(Class<?> type, String javadoc) {
        String schema = type.getSimpleName().equals("NodeReport") ? "1" : "";
        return javadoc.replace("{@value #SCHEMA}", schema)
                .replaceAll("\\{@(?:code|link) #?([^}]*)\\}", "$1")
                .replaceAll("\\s+", " ")
                .strip();
    }

    private static String source(Class<?> type) {
        Class<?> top = type;
        while (top.getEnclosingClass() != null) {
            top = top.getEnclosingClass();
        }
        try {
            return Files.readString(Repository.root()
                    .resolve("core/src/main/java/" + top.getName().replace('.', '/') + ".java"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
