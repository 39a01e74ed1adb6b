package dev.muster.agent.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Whom a container runs as: the owner of the slot. What the agent writes for the program is for its owner alone, and
 * what the program writes must be the owner's, or {@code down} could not remove it.
 *
 * <p>Source: podman-run(1) of podman 4.3.1, {@code --user} and {@code --userns=keep-id}: without root, a user of the
 * machine is another inside unless it is kept; https://docs.docker.com/reference/cli/docker/container/run, {@code
 * --user} (2026-11-22).
 */
public record ContainerUser(long uid, long gid) {
    /** The owner of a file or folder. */
    public static ContainerUser owning(Path path) throws IOException {
        return new ContainerUser(number(path, "unix:uid"), number(path, "unix:gid"));
    }

    private static long number(Path path, String attribute) throws IOException {
        return ((Number) Files.getAttribute(path, attribute)).longValue();
    }

    /** The value of {@code --user}. */
    public String argument() {
        return uid + ":" + gid;
    }

    /** What the engine must be told beside. */
    public List<String> options(Engine engine) {
        return engine.kind() == Engine.Kind.PODMAN && uid != 0 ? List.of("--userns", "keep-id") : List.of();
    }
}
