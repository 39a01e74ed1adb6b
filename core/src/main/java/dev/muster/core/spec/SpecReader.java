package dev.muster.core.spec;

import dev.muster.core.blueprint.Blueprint;
import dev.muster.core.blueprint.BlueprintFolder;
import dev.muster.core.blueprint.BlueprintLibrary;
import dev.muster.core.blueprint.BlueprintReader;
import dev.muster.core.problem.Place;
import dev.muster.core.problem.Problems;
import dev.muster.core.shape.Cursor;
import dev.muster.core.shape.ShapeCheck;
import dev.muster.core.text.Suggest;
import dev.muster.core.yaml.Yaml;
import dev.muster.core.yaml.YamlNode;
import dev.muster.core.yaml.YamlNode.YamlMap;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Reads a spec together with the blueprint it names, and collects everything that is wrong with it. */
public final class SpecReader {
    /** Rule: no blueprint has the name. */
    public static final String UNKNOWN_BLUEPRINT = "spec.blueprint-unknown";

    private SpecReader() {}

    /**
     * A spec that is right.
     *
     * @param text the file as it was read
     */
    public record Resolved(Spec spec, Blueprint blueprint, BlueprintFolder folder, String text) {}

    /**
     * Reads a spec.
     *
     * @param file its path as the user wrote it
     * @param adjust changes what was read before the rules are applied, such as another target
     * @throws dev.muster.core.problem.InvalidFileException with all problems, if there are any
     */
    public static Resolved read(String file, String text, BlueprintLibrary library, UnaryOperator<Spec> adjust) {
        Problems problems = new Problems();
        Optional<Resolved> resolved = read(file, text, library, adjust, problems);
        problems.raise();
        return resolved.orElseThrow();
    }

    private static Optional<Resolved> read(
            String file, String text, BlueprintLibrary library, UnaryOperator<Spec> adjust, Problems problems) {
        Optional<YamlNode> root = Yaml.parse(file, text, problems);
        if (root.isEmpty()) {
            return Optional.empty();
        }
        new ShapeCheck("spec", problems).check(root.get(), SpecShape.SHAPE);
        if (!(root.get() instanceof YamlMap map)) {
            return Optional.empty();
        }
        Cursor top = new Cursor(map);
        Optional<BlueprintFolder> folder = find(top, library, problems);
        Optional<Blueprint> blueprint = folder.flatMap(found -> BlueprintReader.read(found, problems));
        blueprint.ifPresent(found -> NameRules.check(top, found, problems));
        if (!problems.none() || blueprint.isEmpty()) {
            return Optional.empty();
        }
        Spec spec = adjust.apply(SpecBinder.bind(top));
        SpecRules.checkSpec(spec, blueprint.get(), top, problems);
        return Optional.of(new Resolved(spec, blueprint.get(), folder.orElseThrow(), text));
    }

    private static Optional<BlueprintFolder> find(Cursor top, BlueprintLibrary library, Problems problems) {
        Optional<String> name = top.text("blueprint").filter(text -> !text.isBlank());
        Optional<BlueprintFolder> folder = name.flatMap(library::find);
        if (name.isPresent() && folder.isEmpty()) {
            Place place = top.place("blueprint");
            List<String> known = library.names();
            problems.add(
                    UNKNOWN_BLUEPRINT,
                    place,
                    "no blueprint is called \"" + name.get() + "\"" + Suggest.tail(name.get(), known));
        }
        return folder;
    }
}
