package dev.muster.core.shape;

import dev.muster.core.problem.Place;
import dev.muster.core.problem.Problems;
import dev.muster.core.shape.Shape.Anything;
import dev.muster.core.shape.Shape.Block;
import dev.muster.core.shape.Shape.Choice;
import dev.muster.core.shape.Shape.Leaf;
import dev.muster.core.shape.Shape.ListOf;
import dev.muster.core.shape.Shape.MapOf;
import dev.muster.core.shape.Shape.ShortOrLong;
import dev.muster.core.text.Suggest;
import dev.muster.core.yaml.YamlNode;
import dev.muster.core.yaml.YamlNode.Entry;
import dev.muster.core.yaml.YamlNode.Type;
import dev.muster.core.yaml.YamlNode.YamlList;
import dev.muster.core.yaml.YamlNode.YamlMap;
import dev.muster.core.yaml.YamlNode.YamlScalar;
import java.util.List;
import java.util.stream.Stream;

/** Compares a document with a shape and collects what differs. */
public final class ShapeCheck {
    private final String prefix;
    private final Problems problems;

    /** @param prefix first part of the rules' ids: {@code spec} or {@code blueprint} */
    public ShapeCheck(String prefix, Problems problems) {
        this.prefix = prefix;
        this.problems = problems;
    }

    /** Ids of all rules here, for the test that each is raised. */
    public static List<String> ids(String prefix) {
        return Stream.of("type", "value", "choice", "missing", "unknown-key")
                .map(rule -> prefix + "." + rule)
                .toList();
    }

    /** Notes everything in {@code node} that is not of {@code shape}. */
    public void check(YamlNode node, Shape shape) {
        switch (shape) {
            case Anything any -> {}
            case Leaf leaf -> leaf(node, leaf);
            case Choice choice -> choice(node, choice);
            case ListOf list -> list(node, list);
            case MapOf map -> map(node, map);
            case Block block -> block(node, block);
            case ShortOrLong either -> check(node, node instanceof YamlMap ? either.longForm() : either.shortForm());
        }
    }

    private void leaf(YamlNode node, Leaf leaf) {
        if (!(node instanceof YamlScalar scalar) || scalar.type() == Type.NULL) {
            wrongType(node, leaf.words());
            return;
        }
        if (leaf.schemaType().equals("boolean") && scalar.type() != Type.BOOLEAN) {
            wrongType(node, leaf.words());
            return;
        }
        try {
            leaf.check().accept(scalar.text());
        } catch (NumberFormatException e) {
            wrongType(node, leaf.words());
        } catch (IllegalArgumentException e) {
            problems.add(prefix + ".value", node.place(), String.valueOf(e.getMessage()));
        }
    }

    private void choice(YamlNode node, Choice choice) {
        if (!(node instanceof YamlScalar scalar) || scalar.type() == Type.NULL) {
            wrongType(node, oneOf(choice.words()));
        } else if (!choice.words().contains(scalar.text())) {
            problems.add(
                    prefix + ".choice",
                    node.place(),
                    "\"" + scalar.text() + "\" is not possible here" + Suggest.tail(scalar.text(), choice.words()));
        }
    }

    private void list(YamlNode node, ListOf shape) {
        if (node instanceof YamlList list) {
            list.items().forEach(item -> check(item, shape.item()));
        } else {
            wrongType(node, "a list (lines that begin with \"- \", or [one, two])");
        }
    }

    private void map(YamlNode node, MapOf shape) {
        if (!(node instanceof YamlMap map)) {
            wrongType(node, "a block of keys");
            return;
        }
        map.entries().forEach((key, entry) -> {
            leaf(new YamlScalar(entry.keyPlace(), key, Type.TEXT), shape.key());
            check(entry.value(), shape.value());
        });
    }

    private void block(YamlNode node, Block block) {
        if (!(node instanceof YamlMap map)) {
            wrongType(node, "a block of keys");
            return;
        }
        List<String> known = block.fields().stream().map(Field::key).toList();
        for (Field field : block.fields()) {
            Entry entry = map.entries().get(field.key());
            if (entry != null) {
                check(entry.value(), field.shape());
            } else if (field.required()) {
                problems.add(prefix + ".missing", map.place(), "\"" + field.key() + "\" is missing: " + field.help());
            }
        }
        map.entries().forEach((key, entry) -> {
            if (!known.contains(key)) {
                unknown(key, entry.keyPlace(), known);
            }
        });
    }

    private void unknown(String key, Place place, List<String> known) {
        problems.add(prefix + ".unknown-key", place, "unknown key \"" + key + "\"" + Suggest.tail(key, known));
    }

    private static String oneOf(List<String> words) {
        return words.size() == 1 ? words.getFirst() : "one of " + String.join(", ", words);
    }

    private void wrongType(YamlNode node, String wanted) {
        boolean empty = node instanceof YamlScalar scalar && scalar.type() == Type.NULL;
        String advice = empty ? "; give it a value or take the key out" : "";
        problems.add(prefix + ".type", node.place(), "expected " + wanted + ", found " + node.kind() + advice);
    }
}
