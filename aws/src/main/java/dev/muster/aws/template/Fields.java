package dev.muster.aws.template;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Named values in a fixed order: the properties of a resource or of a part of it. */
public record Fields(Map<String, Value> values) implements Value {
    /** None. */
    public static final Fields NONE = new Fields(Map.of());

    public Fields {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** One field. */
    public static Fields of(String key, Object value) {
        return NONE.with(key, value);
    }

    /** Two fields. */
    public static Fields of(String key1, Object value1, String key2, Object value2) {
        return of(key1, value1).with(key2, value2);
    }

    static Fields ofMap(Map<?, ?> map) {
        Map<String, Value> values = new LinkedHashMap<>();
        map.forEach((key, value) -> values.put(String.valueOf(key), Value.of(value)));
        return new Fields(values);
    }

    /** With one field more, behind the others. */
    public Fields with(String key, Object value) {
        Map<String, Value> more = new LinkedHashMap<>(values);
        more.put(key, Value.of(value));
        return new Fields(more);
    }

    /** With one field more if there is a value for it. */
    public Fields withAny(String key, Optional<?> value) {
        return value.isPresent() ? with(key, value.get()) : this;
    }

    /** With one field more if it is wanted. */
    public Fields withIf(boolean wanted, String key, Object value) {
        return wanted ? with(key, value) : this;
    }

    /** With the fields of another block behind these. */
    public Fields and(Fields others) {
        Map<String, Value> more = new LinkedHashMap<>(values);
        more.putAll(others.values);
        return new Fields(more);
    }

    /** Whether there is none. */
    public boolean isEmpty() {
        return values.isEmpty();
    }
}
