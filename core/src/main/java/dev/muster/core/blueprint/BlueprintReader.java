package dev.muster.core.blueprint;

import dev.muster.core.problem.Place;
import dev.muster.core.problem.Problems;
import dev.muster.core.shape.Cursor;
import dev.muster.core.shape.ShapeCheck;
import dev.muster.core.yaml.Yaml;
import dev.muster.core.yaml.YamlNode;
import dev.muster.core.yaml.YamlNode.Entry;
import dev.muster.core.yaml.YamlNode.YamlMap;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes a {@link Blueprint} of a folder, or says everything that is wrong with it. */
public final class BlueprintReader {
    /** Rule: a file named under {@code include} is not there, or must not be included. */
    public static final String INCLUDE = "blueprint.include";

    /** Rule: the name is not the folder's. */
    public static final String NAME = "blueprint.name";

    private final BlueprintFolder folder;
    private final Problems problems;
    /** Files that are being read: one that comes again includes itself. */
    private final Set<String> open = new HashSet<>();

    private BlueprintReader(BlueprintFolder folder, Problems problems) {
        this.folder = folder;
        this.problems = problems;
    }

    /** The blueprint; empty if it could not be read, which is then among the problems. */
    public static Optional<Blueprint> read(BlueprintFolder folder, Problems problems) {
        return new BlueprintReader(folder, problems).read();
    }

    private Optional<Blueprint> read() {
        int before = problems.count();
        Optional<YamlMap> document = load("blueprint.yaml", Place.file(folder.name()));
        if (document.isEmpty() || problems.count() > before) {
            return Optional.empty();
        }
        new ShapeCheck("blueprint", problems).check(document.get(), BlueprintShape.SHAPE);
        if (problems.count() > before) {
            return Optional.empty();
        }
        checkName(new Cursor(document.get()));
        Blueprint blueprint = BlueprintBinder.bind(new Cursor(document.get()), folder.templates());
        BlueprintRules.check(blueprint, document.get(), problems);
        return problems.count() > before ? Optional.empty() : Optional.of(blueprint);
    }

    /** A file with what it includes beneath it. */
    private Optional<YamlMap> load(String path, Place asked) {
        if (!own(path)) {
            problems.add(INCLUDE, asked, "\"" + path + "\" lies neither in the blueprint's folder nor in ../shared");
            return Optional.empty();
        }
        if (!open.add(path)) {
            problems.add(INCLUDE, asked, "\"" + path + "\" includes itself");
            return Optional.empty();
        }
        Optional<String> text = folder.text(path);
        if (text.isEmpty()) {
            problems.add(INCLUDE, asked, "the file \"" + path + "\" is not there");
            return Optional.empty();
        }
        Optional<YamlNode> root = Yaml.parse(folder.label(path), text.get(), problems);
        if (root.isEmpty() || !(root.get() instanceof YamlMap map)) {
            root.ifPresent(node -> problems.add("blueprint.type", node.place(), "expected a block of keys"));
            return Optional.empty();
        }
        YamlMap merged = map;
        for (YamlNode include : new Cursor(map).items("include")) {
            String target = Path.of(path)
                    .resolveSibling(Cursor.scalar(include))
                    .normalize()
                    .toString();
            Optional<YamlMap> beneath = load(target, include.place());
            if (beneath.isPresent()) {
                merged = merge(merged, beneath.get());
            }
        }
        open.remove(path);
        return Optional.of(merged);
    }

    /** Whether the file goes along when a blueprint is copied beside a deployment. */
    private static boolean own(String path) {
        return path.startsWith("../shared/") || !(path.startsWith("..") || path.startsWith("/"));
    }

    /** Keys of {@code above} win; blocks are merged key by key, lists are taken whole. */
    private static YamlMap merge(YamlMap above, YamlMap beneath) {
        Map<String, Entry> entries = new LinkedHashMap<>(beneath.entries());
        above.entries()
                .forEach((key, entry) -> entries.merge(
                        key,
                        entry,
                        (low, high) -> high.value() instanceof YamlMap a && low.value() instanceof YamlMap b
                                ? new Entry(high.keyPlace(), merge(a, b))
                                : high));
        return new YamlMap(above.place(), entries);
    }

    private void checkName(Cursor top) {
        String name = top.text("name", "");
        if (!name.equals(folder.name())) {
            problems.add(
                    NAME,
                    top.place("name"),
                    "the folder is called \"" + folder.name() + "\", and blueprints are found by their folder; call"
                            + " both the same");
        }
    }
}
