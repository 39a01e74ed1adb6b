package dev.muster.core.blueprint;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The places of blueprints: folders of the user, then the jar. */
public final class Libraries {
    private static final String ROOT = "blueprints/";

    private Libraries() {}

    /** The first of some places that has a name wins. */
    public static BlueprintLibrary chain(List<BlueprintLibrary> places) {
        return new BlueprintLibrary() {
            @Override
            public List<String> names() {
                TreeSet<String> all = new TreeSet<>();
                places.forEach(place -> all.addAll(place.names()));
                return List.copyOf(all);
            }

            @Override
            public Optional<BlueprintFolder> find(String name) {
                return places.stream()
                        .map(place -> place.find(name))
                        .flatMap(Optional::stream)
                        .findFirst();
            }
        };
    }

    /** A folder of blueprint folders; empty if it does not exist. */
    public static BlueprintLibrary folder(Path parent) {
        return new BlueprintLibrary() {
            @Override
            public List<String> names() {
                try (Stream<Path> children = Files.isDirectory(parent) ? Files.list(parent) : Stream.empty()) {
                    return children.filter(child -> Files.isRegularFile(child.resolve("blueprint.yaml")))
                            .map(child -> String.valueOf(child.getFileName()))
                            .sorted()
                            .toList();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }

            @Override
            public Optional<BlueprintFolder> find(String name) {
                Path folder = parent.resolve(name).normalize();
                boolean child = folder.getParent() != null && folder.getParent().equals(parent.normalize());
                return child && Files.isRegularFile(folder.resolve("blueprint.yaml"))
                        ? Optional.of(open(folder))
                        : Optional.empty();
            }
        };
    }

    /** One blueprint's folder on disk. */
    public static BlueprintFolder open(Path folder) {
        return new DiskFolder(folder);
    }

    /** The blueprints that came with the program. */
    public static BlueprintLibrary bundled(ClassLoader loader) {
        List<String> index =
                read(loader, ROOT + "INDEX").map(text -> text.lines().toList()).orElse(List.of());
        return new BlueprintLibrary() {
            @Override
            public List<String> names() {
                return index.stream()
                        .filter(path -> path.endsWith("/blueprint.yaml"))
                        .map(path -> path.substring(0, path.length() - "/blueprint.yaml".length()))
                        .sorted()
                        .toList();
            }

            @Override
            public Optional<BlueprintFolder> find(String name) {
                if (!index.contains(name + "/blueprint.yaml")) {
                    return Optional.empty();
                }
                Map<String, String> files = new LinkedHashMap<>();
                index.stream()
                        .filter(path -> path.startsWith(name + "/") || path.startsWith("shared/"))
                        .forEach(path -> read(loader, ROOT + path).ifPresent(text -> files.put(path, text)));
                return Optional.of(BlueprintFolder.of(name, files));
            }
        };
    }

    private static Optional<String> read(ClassLoader loader, String path) {
        try (InputStream in = loader.getResourceAsStream(path)) {
            return in == null ? Optional.empty() : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
