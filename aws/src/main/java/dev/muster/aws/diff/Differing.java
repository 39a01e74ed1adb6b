package dev.muster.aws.diff;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;

/** Finds which properties of a resource differ. */
final class Differing {
    private Differing() {}

    /** Paths of what differs, with steps between slashes; a list is one thing. */
    static Set<String> paths(JsonNode before, JsonNode after) {
        Set<String> found = new TreeSet<>();
        collect("", before, after, found);
        return found;
    }

    private static void collect(String path, JsonNode before, JsonNode after, Set<String> found) {
        if (before.equals(after)) {
            return;
        }
        if (!before.isObject() || !after.isObject()) {
            found.add(path);
            return;
        }
        Set<String> names = new LinkedHashSet<>();
        before.fieldNames().forEachRemaining(names::add);
        after.fieldNames().forEachRemaining(names::add);
        names.forEach(
                name -> collect(path.isEmpty() ? name : path + "/" + name, before.path(name), after.path(name), found));
    }

    /** Whether one of the paths is a property or lies within it. */
    static boolean touches(Set<String> paths, String property) {
        return paths.stream()
                .anyMatch(path ->
                        path.equals(property) || path.startsWith(property + "/") || property.startsWith(path + "/"));
    }
}
