package dev.muster.core.spec;

import dev.muster.core.shape.Cursor;
import dev.muster.core.spec.Spec.Production;
import dev.muster.core.spec.Spec.Reference;
import dev.muster.core.spec.Spec.SecretSource;
import dev.muster.core.spec.Spec.Target;
import dev.muster.core.spec.Spec.Topology;
import dev.muster.core.value.Name;
import dev.muster.core.value.Span;
import dev.muster.core.yaml.YamlNode;
import dev.muster.core.yaml.YamlNode.YamlList;
import dev.muster.core.yaml.YamlNode.YamlMap;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Collectors;

/** Turns a checked spec into a record. */
final class SpecBinder {
    private SpecBinder() {}

    static Spec bind(Cursor top) {
        Topology topology = Topology.valueOf(top.text("topology", "single").toUpperCase(Locale.ROOT));
        return new Spec(
                new Name(top.text("name", "")),
                top.text("blueprint", ""),
                top.text("network", ""),
                top.text("role"),
                top.text("version"),
                Target.valueOf(top.text("target", "local").toUpperCase(Locale.ROOT)),
                topology,
                top.integer("nodes").orElse(topology == Topology.HA ? 2 : 1),
                top.each("settings", (name, node) -> setting(node)),
                top.each("ports", (name, node) -> Integer.parseInt(Cursor.scalar(node))),
                top.each("secrets", (name, node) -> secret(Cursor.on(node))),
                top.each("references", (name, node) -> reference(Cursor.on(node))),
                top.node("produce").map(SpecBinder::production),
                top.text("install"),
                top.node("dataset").map(node -> DatasetChoice.read(node, top.text("network", ""))),
                top.read("aws", AwsBinder::bind));
    }

    /** A list is kept as lines. */
    private static String setting(YamlNode node) {
        return node instanceof YamlList list
                ? list.items().stream().map(Cursor::scalar).collect(Collectors.joining("\n"))
                : Cursor.scalar(node);
    }

    private static SecretSource secret(Cursor at) {
        return at.text("file")
                .map(path -> new SecretSource("file", path))
                .orElseGet(() -> new SecretSource("env", at.text("env", "")));
    }

    private static Reference reference(Cursor at) {
        return new Reference(
                at.text("deployment"),
                at.text("host"),
                at.each("ports", (name, node) -> Integer.parseInt(Cursor.scalar(node))),
                at.text("user"),
                at.text("secret"));
    }

    private static Production production(YamlNode node) {
        if (node instanceof YamlMap map) {
            Cursor at = new Cursor(map);
            return new Production(
                    at.span("every").orElse(Duration.ofSeconds(5)),
                    at.integer("initial").orElse(0));
        }
        return new Production(Span.parse(Cursor.scalar(node)), 0);
    }
}
