package dev.muster.core.shape;

import dev.muster.core.problem.Place;
import dev.muster.core.value.ByteSize;
import dev.muster.core.value.Span;
import dev.muster.core.yaml.YamlNode;
import dev.muster.core.yaml.YamlNode.Entry;
import dev.muster.core.yaml.YamlNode.YamlList;
import dev.muster.core.yaml.YamlNode.YamlMap;
import dev.muster.core.yaml.YamlNode.YamlScalar;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Reads values out of a block that {@link ShapeCheck} has found right. */
public record Cursor(YamlMap map) {
    /** A cursor on the block, or on an empty block at the place of anything else. */
    public static Cursor on(YamlNode node) {
        return new Cursor(node instanceof YamlMap map ? map : new YamlMap(node.place(), Map.of()));
    }

    /** Whether the key stands there. */
    public boolean has(String key) {
        return map.entries().containsKey(key);
    }

    /** The node under a key. */
    public Optional<YamlNode> node(String key) {
        return Optional.ofNullable(map.entries().get(key)).map(Entry::value);
    }

    /** Where the value of a key stands; the block's own place without it. */
    public Place place(String key) {
        return node(key).map(YamlNode::place).orElse(map.place());
    }

    /** A text; empty without it. */
    public Optional<String> text(String key) {
        return node(key).map(Cursor::scalar);
    }

    /** A text with a default. */
    public String text(String key, String fallback) {
        return text(key).orElse(fallback);
    }

    /** A truth with a default. */
    public boolean bool(String key, boolean fallback) {
        return text(key).map(Boolean::parseBoolean).orElse(fallback);
    }

    /** A whole number. */
    public Optional<Integer> integer(String key) {
        return text(key).map(Integer::parseInt);
    }

    /** A size. */
    public Optional<ByteSize> size(String key) {
        return text(key).map(ByteSize::parse);
    }

    /** A duration. */
    public Optional<Duration> span(String key) {
        return text(key).map(Span::parse);
    }

    /** The block under a key; an empty one without it. */
    public Cursor block(String key) {
        return node(key).map(Cursor::on).orElseGet(() -> new Cursor(new YamlMap(map.place(), Map.of())));
    }

    /** The items of a list as texts; none without it. */
    public List<String> texts(String key) {
        return items(key).stream().map(Cursor::scalar).toList();
    }

    /** The items of a list; none without it. */
    public List<YamlNode> items(String key) {
        return node(key)
                .map(node -> node instanceof YamlList list ? list.items() : List.of(node))
                .orElse(List.of());
    }

    /** The blocks of a list; none without it. */
    public List<Cursor> blocks(String key) {
        return items(key).stream().map(Cursor::on).toList();
    }

    /** Keys and values of the block under a key, in order. */
    public <T> Map<String, T> each(String key, BiFunction<String, YamlNode, T> value) {
        Map<String, T> all = new LinkedHashMap<>();
        block(key).map.entries().forEach((name, entry) -> all.put(name, value.apply(name, entry.value())));
        return all;
    }

    /** As {@link #each} with texts as values. */
    public Map<String, String> textMap(String key) {
        return each(key, (name, node) -> scalar(node));
    }

    /** A value read by a function from a block, if the key stands there. */
    public <T> Optional<T> read(String key, Function<Cursor, T> reader) {
        return node(key).map(node -> reader.apply(Cursor.on(node)));
    }

    /** The text of a scalar; empty for anything else. */
    public static String scalar(YamlNode node) {
        return node instanceof YamlScalar scalar ? scalar.text() : "";
    }
}
