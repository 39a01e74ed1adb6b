package dev.muster.agent.prepare;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where things lie on a machine that is a slot's own.
 *
 * @param mount of the slot's volume
 * @param run what is gone after a power cut, such as secrets: a folder in memory
 * @param profile what shells of people who log in read
 * @param user whom node and agent run as
 * @param agents the agent's group, which alone may ask the metadata service beside root; empty: it is left open
 */
public record Place(Path mount, Path run, Path profile, String user, Optional<String> agents) {
    /** As Muster's own units have it. */
    public static Place of(Path mount, String user, Optional<String> agents) {
        return new Place(mount, Path.of("/run/muster"), Path.of("/etc/profile.d/muster.sh"), user, agents);
    }

    /** The door to the engine that runs containers. */
    public Path engine() {
        return run.resolve("engine.sock");
    }

    /** Is there if the node has containers. */
    Path containers() {
        return run.resolve("containers");
    }

    /** All of a deployment that is gone after a power cut. */
    public Path run(String deployment) {
        return run.resolve(deployment);
    }

    /** Secrets of a deployment. */
    Path secrets(String deployment) {
        return run.resolve(deployment).resolve("secrets");
    }

    /** Configuration files of a slot, which may hold secrets. */
    Path etc(String deployment, int slot) {
        return run.resolve(deployment).resolve("etc-" + slot);
    }
}
