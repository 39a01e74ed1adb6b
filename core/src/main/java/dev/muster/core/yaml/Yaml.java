package dev.muster.core.yaml;

import dev.muster.core.problem.Place;
import dev.muster.core.problem.Problems;
import dev.muster.core.yaml.YamlNode.Entry;
import dev.muster.core.yaml.YamlNode.Type;
import dev.muster.core.yaml.YamlNode.YamlList;
import dev.muster.core.yaml.YamlNode.YamlMap;
import dev.muster.core.yaml.YamlNode.YamlScalar;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Reads YAML 1.2. */
public final class Yaml {
    /** Rule: the text is not YAML at all. */
    public static final String SYNTAX = "yaml.syntax";
    /** Rule: nothing is in the file. */
    public static final String EMPTY = "yaml.empty";
    /** Rule: a key stands twice. */
    public static final String DUPLICATE = "yaml.duplicate-key";
    /** Rule: a key is not a text. */
    public static final String KEY = "yaml.key";

    /** Rule: a block or list is written once and named twice. */
    public static final String ALIAS = "yaml.alias";
    /** Ids of all rules here, for the test that each is raised. */
    public static final List<String> IDS = List.of(SYNTAX, EMPTY, DUPLICATE, KEY, ALIAS);

    private final String file;
    private final Problems problems;
    /** Blocks and lists seen so far: one that comes again is an alias, which may even hold itself. */
    private final Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    private Yaml(String file, Problems problems) {
        this.file = file;
        this.problems = problems;
    }

    /** The document's tree; empty if the text could not be read, which is then among the problems. */
    public static Optional<YamlNode> parse(String file, String text, Problems problems) {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(file)
                .setAllowDuplicateKeys(true)
                .setCodePointLimit(2_000_000)
                .build();
        try {
            Optional<Node> root = new Compose(settings).composeString(text);
            if (root.isEmpty()) {
                problems.add(EMPTY, Place.file(file), "the file is empty");
            }
            return root.map(node -> new Yaml(file, problems).convert(node, ""));
        } catch (MarkedYamlEngineException e) {
            Place place = e.getProblemMark().map(mark -> place(file, mark, "")).orElse(Place.file(file));
            problems.add(SYNTAX, place, "not valid YAML: " + words(e.getProblem()));
            return Optional.empty();
        } catch (YamlEngineException e) {
            problems.add(SYNTAX, Place.file(file), "not valid YAML: " + e.getMessage());
            return Optional.empty();
        }
    }

    private static String words(String problem) {
        return problem.contains("TAB") ? problem + "; indent with spaces, never with tabs" : problem;
    }

    private YamlNode convert(Node node, String path) {
        Place place = node.getStartMark().map(mark -> place(file, mark, path)).orElse(Place.file(file));
        if (!(node instanceof ScalarNode) && !seen.add(node)) {
            problems.add(ALIAS, place, "an alias (*name) of a block or list cannot be used; write it out there");
            return new YamlMap(place, Map.of());
        }
        return switch (node) {
            case MappingNode mapping -> map(mapping, place, path);
            case SequenceNode sequence -> list(sequence, place, path);
            case ScalarNode scalar -> new YamlScalar(place, scalar.getValue(), type(scalar.getTag()));
            default -> throw new IllegalStateException("a YAML node of unknown kind: " + node.getNodeType());
        };
    }

    private YamlMap map(MappingNode mapping, Place place, String path) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            Node keyNode = tuple.getKeyNode();
            if (!(keyNode instanceof ScalarNode key)) {
                problems.add(KEY, place, "a key must be a plain word");
                continue;
            }
            String keyPath = path.isEmpty() ? key.getValue() : path + "." + key.getValue();
            Place keyPlace =
                    key.getStartMark().map(mark -> place(file, mark, keyPath)).orElse(place);
            Entry entry = new Entry(keyPlace, convert(tuple.getValueNode(), keyPath));
            if (entries.put(key.getValue(), entry) != null) {
                problems.add(DUPLICATE, keyPlace, "\"" + key.getValue() + "\" stands twice; keep one of them");
            }
        }
        return new YamlMap(place, entries);
    }

    private YamlList list(SequenceNode sequence, Place place, String path) {
        List<YamlNode> items = new ArrayList<>();
        for (Node item : sequence.getValue()) {
            items.add(convert(item, path + "[" + items.size() + "]"));
        }
        return new YamlList(place, items);
    }

    private static Type type(Tag tag) {
        if (tag.equals(Tag.INT)) {
            return Type.INTEGER;
        }
        if (tag.equals(Tag.FLOAT)) {
            return Type.DECIMAL;
        }
        if (tag.equals(Tag.BOOL)) {
            return Type.BOOLEAN;
        }
        return tag.equals(Tag.NULL) ? Type.NULL : Type.TEXT;
    }

    private static Place place(String file, Mark mark, String path) {
        return new Place(file, mark.getLine() + 1, mark.getColumn() + 1, path);
    }
}
