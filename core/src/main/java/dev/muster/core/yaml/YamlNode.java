package dev.muster.core.yaml;

import dev.muster.core.problem.Place;
import java.util.List;
import java.util.Map;

/** A piece of a YAML document that knows where it stands. */
public sealed interface YamlNode {
    /** Where it begins. */
    Place place();

    /** {@code text}, {@code list} or the like: what a person calls it. */
    String kind();

    /**
     * Keys and values in the order of the file.
     *
     * @param entries by key; keys are unique
     */
    record YamlMap(Place place, Map<String, Entry> entries) implements YamlNode {
        @Override
        public String kind() {
            return "a block of keys";
        }
    }

    /**
     * One key with its value.
     *
     * @param keyPlace where the key stands
     */
    record Entry(Place keyPlace, YamlNode value) {}

    /** A list of values. */
    record YamlList(Place place, List<YamlNode> items) implements YamlNode {
        @Override
        public String kind() {
            return "a list";
        }
    }

    /**
     * One value.
     *
     * @param text as written, without quotes
     * @param type what YAML 1.2's core schema takes it for
     */
    record YamlScalar(Place place, String text, Type type) implements YamlNode {
        @Override
        public String kind() {
            return type == Type.NULL ? "nothing" : "\"" + text + "\"";
        }
    }

    /** The scalar types of YAML 1.2's JSON schema. */
    enum Type {
        TEXT,
        INTEGER,
        DECIMAL,
        BOOLEAN,
        NULL
    }
}
