package dev.muster.aws.template;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;

/** Writes templates and their parts as JSON. */
public final class TemplateJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final DefaultIndenter INDENT = new DefaultIndenter("  ", "\n");
    private static final ObjectWriter PRETTY =
            MAPPER.writer(new DefaultPrettyPrinter().withObjectIndenter(INDENT).withArrayIndenter(INDENT));

    private TemplateJson() {}

    static String pretty(Template template) {
        return text(PRETTY, tree(template)) + "\n";
    }

    static String compact(Template template) {
        return text(MAPPER.writer(), tree(template));
    }

    /** A part on its own, such as the body of a dashboard. */
    public static String compact(Value value) {
        return text(MAPPER.writer(), tree(value));
    }

    /** A part on its own, indented, with a line break at its end. */
    public static String pretty(Value value) {
        return text(PRETTY, tree(value)) + "\n";
    }

    private static String text(ObjectWriter writer, JsonNode tree) {
        try {
            return writer.writeValueAsString(tree);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A template as a tree. */
    public static JsonNode tree(Template template) {
        ObjectNode top = NODES.objectNode();
        top.put("AWSTemplateFormatVersion", "2010-09-09");
        top.put("Description", template.description());
        ObjectNode parameters = NODES.objectNode();
        template.parameters().forEach(parameter -> parameters.set(parameter.id(), parameter(parameter)));
        set(top, "Parameters", parameters);
        ObjectNode resources = top.putObject("Resources");
        template.resources().forEach(resource -> resources.set(resource.id(), resource(resource)));
        ObjectNode outputs = NODES.objectNode();
        template.outputs().forEach(output -> outputs.set(output.id(), output(output)));
        set(top, "Outputs", outputs);
        return top;
    }

    private static ObjectNode parameter(Parameter parameter) {
        ObjectNode node = NODES.objectNode();
        node.put("Type", parameter.type());
        node.put("Description", parameter.description());
        parameter.fallback().ifPresent(value -> node.put("Default", value));
        if (!parameter.allowed().isEmpty()) {
            ArrayNode allowed = node.putArray("AllowedValues");
            parameter.allowed().forEach(allowed::add);
        }
        return node;
    }

    private static ObjectNode output(Output output) {
        ObjectNode node = NODES.objectNode();
        node.put("Description", output.description());
        node.set("Value", tree(output.value()));
        return node;
    }

    private static ObjectNode resource(Resource resource) {
        ObjectNode node = NODES.objectNode();
        node.put("Type", resource.type());
        node.set("Metadata", metadata(resource));
        if (!resource.dependsOn().isEmpty()) {
            ArrayNode after = node.putArray("DependsOn");
            resource.dependsOn().stream().distinct().sorted().forEach(after::add);
        }
        resource.onDelete().ifPresent(keep -> node.put("DeletionPolicy", keep.word()));
        resource.onReplace().ifPresent(keep -> node.put("UpdateReplacePolicy", keep.word()));
        set(node, "CreationPolicy", resource.creationPolicy());
        set(node, "UpdatePolicy", resource.updatePolicy());
        set(node, "Properties", resource.properties());
        return node;
    }

    private static ObjectNode metadata(Resource resource) {
        ObjectNode node = NODES.objectNode();
        node.putObject("Muster").put("Description", resource.description());
        if (!resource.suppressions().isEmpty()) {
            ArrayNode rules = node.putObject("cdk_nag").putArray("rules_to_suppress");
            resource.suppressions()
                    .forEach(one -> rules.addObject().put("id", one.rule()).put("reason", one.reason()));
        }
        return node;
    }

    private static void set(ObjectNode node, String key, Fields fields) {
        set(node, key, (ObjectNode) tree(fields));
    }

    private static void set(ObjectNode node, String key, ObjectNode value) {
        if (!value.isEmpty()) {
            node.set(key, value);
        }
    }

    /** A value as a tree. */
    public static JsonNode tree(Value value) {
        return switch (value) {
            case Value.Text text -> NODES.textNode(text.text());
            case Value.Whole whole -> NODES.numberNode(whole.number());
            case Value.Real real -> NODES.numberNode(real.number());
            case Value.Truth truth -> NODES.booleanNode(truth.truth());
            case Value.Items items -> array(items.items());
            case Fields fields -> object(fields);
            case Value.Ref ref -> NODES.objectNode().put("Ref", ref.id());
            case Value.GetAtt att -> function("Fn::GetAtt", array(List.of(text(att.id()), text(att.attribute()))));
            case Value.Sub sub -> sub(sub);
            case Value.Part part -> part(part);
            case Value.Join join ->
                function("Fn::Join", NODES.arrayNode().add(join.separator()).add(array(join.parts())));
            case Value.Base64 base64 -> function("Fn::Base64", tree(base64.value()));
        };
    }

    private static ObjectNode sub(Value.Sub sub) {
        return sub.words().isEmpty()
                ? NODES.objectNode().put("Fn::Sub", sub.text())
                : function("Fn::Sub", NODES.arrayNode().add(sub.text()).add(tree(sub.words())));
    }

    private static ObjectNode part(Value.Part part) {
        JsonNode split =
                function("Fn::Split", NODES.arrayNode().add(part.separator()).add(tree(part.whole())));
        return function(
                "Fn::Select",
                NODES.arrayNode().add(String.valueOf(part.index())).add(split));
    }

    private static Value text(String text) {
        return new Value.Text(text);
    }

    private static ObjectNode function(String name, JsonNode argument) {
        ObjectNode node = NODES.objectNode();
        node.set(name, argument);
        return node;
    }

    private static ArrayNode array(Collection<Value> values) {
        ArrayNode node = NODES.arrayNode();
        values.forEach(value -> node.add(tree(value)));
        return node;
    }

    private static ObjectNode object(Fields fields) {
        ObjectNode node = NODES.objectNode();
        fields.values().forEach((key, value) -> node.set(key, tree(value)));
        return node;
    }
}
