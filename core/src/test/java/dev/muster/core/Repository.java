package dev.muster.core;

import dev.muster.core.blueprint.BlueprintFolder;
import dev.muster.core.blueprint.BlueprintLibrary;
import dev.muster.core.blueprint.Libraries;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files of the project, for tests that read them. */
public final class Repository {
    private Repository() {}

    /** The top folder. */
    public static Path root() {
        String told = System.getProperty("muster.root");
        return told == null ? Path.of("..").toAbsolutePath().normalize() : Path.of(told);
    }

    /** The bundled blueprints. */
    public static BlueprintLibrary blueprints() {
        return Libraries.folder(root().resolve("blueprints"));
    }

    /** The bundled blueprint of a name. */
    public static BlueprintFolder blueprint(String name) {
        return blueprints().find(name).orElseThrow();
    }

    /** All specs in the folder of examples, sorted. */
    public static List<Path> examples() {
        try (Stream<Path> files = Files.list(root().resolve("examples"))) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
