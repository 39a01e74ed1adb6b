package dev.muster.agent.install;

import dev.muster.agent.container.Engine;
import dev.muster.core.blueprint.InstallMethod;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A service's program as it lies on this machine.
 *
 * @param method the blueprint's method that gave it
 * @param program absolute path; of a container the image's reference by digest
 * @param version if it is known
 * @param folder what belongs to it in the deployment's folder
 * @param engine what runs it; empty if it is no container
 */
public record Installed(
        InstallMethod method, String program, Optional<String> version, Path folder, Optional<Engine> engine) {
    /** {@code download}, {@code package}, {@code container}, {@code build} or {@code npm}. */
    public String kind() {
        return method.kind();
    }
}
