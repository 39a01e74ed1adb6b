package dev.muster.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files that must be what the program makes. {@code MUSTER_GOLDEN=write ./mvnw ...} writes them anew. */
public final class Golden {
    private Golden() {}

    /** Compares a text with a file below the project's folder. */
    public static void check(String file, String text) {
        Path path = Repository.root().resolve(file);
        try {
            if ("write".equals(System.getenv("MUSTER_GOLDEN"))) {
                Files.createDirectories(path.getParent());
                Files.writeString(path, text);
            }
            assertThat(path).as("%s; MUSTER_GOLDEN=write writes it", file).exists();
            assertThat(text)
                    .as("%s; if the new text is right, MUSTER_GOLDEN=write writes it", file)
                    .isEqualTo(Files.readString(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
