package dev.muster.core.blueprint;

import dev.muster.core.problem.Problems;
import dev.muster.core.shape.Cursor;
import dev.muster.core.yaml.Yaml;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A blueprint's files in memory.
 *
 * @param files texts by path below the folder's parent: {@code litecoin/blueprint.yaml}, {@code shared/x.yaml}
 */
record MemoryFolder(String name, Map<String, String> files) implements BlueprintFolder {
    private static final String TEMPLATES = "files/";

    MemoryFolder {
        files = Map.copyOf(files);
    }

    @Override
    public String label(String path) {
        return Path.of(name, path).normalize().toString();
    }

    @Override
    public Optional<String> text(String path) {
        return Optional.ofNullable(files.get(label(path)));
    }

    @Override
    public SortedMap<String, String> templates() {
        SortedMap<String, String> templates = new TreeMap<>();
        String prefix = name + "/" + TEMPLATES;
        files.forEach((path, text) -> {
            if (path.startsWith(prefix)) {
                templates.put(path.substring(prefix.length()), text);
            }
        });
        return templates;
    }

    @Override
    public SortedMap<String, String> payload() {
        SortedMap<String, String> payload = new TreeMap<>();
        templates().forEach((path, text) -> payload.put(label(TEMPLATES + path), text));
        include("blueprint.yaml", payload);
        return payload;
    }

    private void include(String path, SortedMap<String, String> payload) {
        text(path).ifPresent(text -> {
            payload.put(label(path), text);
            Yaml.parse(path, text, new Problems())
                    .map(Cursor::on)
                    .ifPresent(document -> document.texts("include")
                            .forEach(target -> include(
                                    Path.of(path)
                                            .resolveSibling(target)
                                            .normalize()
                                            .toString(),
                                    payload)));
        });
    }
}
