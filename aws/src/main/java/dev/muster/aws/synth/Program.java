package dev.muster.aws.synth;

import dev.muster.core.node.NodeRenderer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The program that nodes run, named by its checksum. It is 40 MB, so it is carried as a file and never held.
 *
 * @param jar where it lies on this machine
 * @param sha256 its checksum
 */
public record Program(Path jar, String sha256) {
    /** Its name in manifests. */
    public static final String NAME = "muster.jar";

    /** What a process was started from; empty if that is no jar, as in a development environment. */
    public static Optional<Program> of(Path started) throws IOException {
        return Files.isRegularFile(started)
                ? Optional.of(new Program(started, NodeRenderer.sha256(Files.readAllBytes(started))))
                : Optional.empty();
    }
}
