package dev.muster.agent.testing;

import dev.muster.agent.slot.SlotFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What a deployment's folder keeps. */
public final class Stored {
    private Stored() {}

    /** Puts one of the repository's blueprints where a slot finds it, under the checksum {@code sum}. */
    public static void blueprint(String name, SlotFolder slot) throws IOException {
        for (String folder : List.of(name, "shared")) {
            copy(
                    Path.of("../blueprints", folder),
                    slot.deployment().resolve("blueprints/sum").resolve(folder));
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path one : all.filter(Files::isRegularFile).toList()) {
                Path target = to.resolve(from.relativize(one));
                Files.createDirectories(target.resolveSibling("."));
                Files.copy(one, target, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
