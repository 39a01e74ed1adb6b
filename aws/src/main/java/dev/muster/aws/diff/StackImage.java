package dev.muster.aws.diff;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.aws.synth.StackPlan;
import dev.muster.aws.template.TemplateJson;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * A stack as two of them are compared: resources by id, the values of parameters put in where they are used, so that
 * another image or zone shows as the change it is. Numbers are texts: CloudFormation takes either for the other.
 */
public record StackImage(Map<String, JsonNode> resources) {
    /** A stack that is planned. */
    static StackImage of(StackPlan stack) {
        Map<String, String> values = new HashMap<>();
        stack.parameters().forEach((id, input) -> values.put(id, input.text()));
        return of(TemplateJson.tree(stack.template()), values);
    }

    /**
     * A stack from its template.
     *
     * @param values of its parameters
     */
    public static StackImage of(JsonNode template, Map<String, String> values) {
        Map<String, JsonNode> resources = new TreeMap<>();
        template.path("Resources")
                .properties()
                .forEach(resource -> resources.put(resource.getKey(), filled(resource.getValue(), values)));
        return new StackImage(resources);
    }

    private static JsonNode filled(JsonNode node, Map<String, String> values) {
        if (node.isArray()) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            node.forEach(item -> array.add(filled(item, values)));
            return array;
        }
        if (node.isNumber()) {
            return JsonNodeFactory.instance.textNode(
                    node.decimalValue().stripTrailingZeros().toPlainString());
        }
        if (!node.isObject()) {
            return node;
        }
        String value = node.size() == 1 ? values.get(node.path("Ref").asText()) : null;
        if (value != null) {
            return JsonNodeFactory.instance.textNode(value);
        }
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        node.properties().forEach(field -> object.set(field.getKey(), filled(field.getValue(), values)));
        return object;
    }
}
