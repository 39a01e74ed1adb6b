package dev.muster.aws.diff;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds where a resource names others: {@code Ref}, {@code Fn::GetAtt} and {@code Fn::Sub}. */
final class References {
    private static final Pattern IN_TEXT = Pattern.compile("\\$\\{([A-Za-z0-9]+)(?:\\.[^}]*)?}");

    private References() {}

    /** Paths of properties, as {@link Differing} writes them, that name one of these. */
    static Set<String> paths(JsonNode properties, Set<String> ids) {
        Set<String> found = new TreeSet<>();
        properties.properties().forEach(one -> collect(one.getKey(), one.getValue(), ids, found));
        return found;
    }

    private static void collect(String path, JsonNode node, Set<String> ids, Set<String> found) {
        boolean plain = node.isObject() && node.properties().stream().noneMatch(one -> function(one.getKey()));
        if (plain) {
            node.properties().forEach(one -> collect(path + "/" + one.getKey(), one.getValue(), ids, found));
        } else if (!named(node, ids).isEmpty()) {
            found.add(path);
        }
    }

    private static boolean function(String key) {
        return key.equals("Ref") || key.startsWith("Fn::");
    }

    /** Which of these are named anywhere in it. */
    static Set<String> named(JsonNode node, Set<String> ids) {
        Set<String> named = new TreeSet<>();
        add(node.path("Ref").asText(), ids, named);
        JsonNode attribute = node.path("Fn::GetAtt");
        add(
                attribute.isArray()
                        ? attribute.path(0).asText()
                        : attribute.asText().split("\\.", 2)[0],
                ids,
                named);
        JsonNode text = node.path("Fn::Sub");
        Matcher words = IN_TEXT.matcher(text.isArray() ? text.path(0).asText() : text.asText());
        while (words.find()) {
            add(words.group(1), ids, named);
        }
        node.forEach(child -> named.addAll(named(child, ids)));
        return named;
    }

    private static void add(String id, Set<String> ids, Set<String> named) {
        if (ids.contains(id)) {
            named.add(id);
        }
    }
}
