package dev.muster.core.blueprint;

import dev.muster.core.text.TextFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A blueprint's files on disk; read when asked for. */
record DiskFolder(Path folder) implements BlueprintFolder {
    @Override
    public String name() {
        return String.valueOf(folder.toAbsolutePath().normalize().getFileName());
    }

    @Override
    public String label(String path) {
        return folder.resolve(path).normalize().toString();
    }

    @Override
    public Optional<String> text(String path) {
        Path file = folder.resolve(path);
        try {
            return Files.isRegularFile(file) ? Optional.of(TextFile.read(file)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public SortedMap<String, String> templates() {
        Path templates = folder.resolve("files");
        SortedMap<String, String> all = new TreeMap<>();
        try (Stream<Path> files = Files.isDirectory(templates) ? Files.walk(templates) : Stream.empty()) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.put(templates.relativize(file).toString(), TextFile.read(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }

    @Override
    public SortedMap<String, String> payload() {
        Map<String, String> files = new TreeMap<>();
        String name = name();
        templates().forEach((path, text) -> files.put(name + "/files/" + path, text));
        text("blueprint.yaml").ifPresent(text -> files.put(name + "/blueprint.yaml", text));
        Path parent = folder.toAbsolutePath().normalize().getParent();
        if (parent != null) {
            shared(parent.resolve("shared")).forEach((path, text) -> files.put("shared/" + path, text));
        }
        return BlueprintFolder.of(name, files).payload();
    }

    /** Files beside the blueprints that several include; those not included are left out later. */
    private static Map<String, String> shared(Path folder) {
        Map<String, String> all = new TreeMap<>();
        try (Stream<Path> files = Files.isDirectory(folder) ? Files.walk(folder) : Stream.empty()) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.put(folder.relativize(file).toString(), TextFile.read(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }
}
