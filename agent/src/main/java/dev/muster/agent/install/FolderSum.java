package dev.muster.agent.install;

import dev.muster.core.node.NodeRenderer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A short checksum over the names and contents of a folder's files. */
final class FolderSum {
    private FolderSum() {}

    static String of(Path folder) throws IOException {
        List<String> parts = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                parts.add(folder.relativize(file).toString());
                parts.add(NodeRenderer.sha256(Files.readAllBytes(file)));
            }
        }
        return Shelf.fingerprint(parts);
    }
}
