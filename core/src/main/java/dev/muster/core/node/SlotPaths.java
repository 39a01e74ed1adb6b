package dev.muster.core.node;

import java.nio.file.Path;
import java.util.Map;

/**
 * Where a slot's things lie.
 *
 * @param etc rendered configuration files
 * @param run things of the running processes
 * @param logs logs of the services and the agent
 * @param volumes folders of the volumes by name
 */
public record SlotPaths(Path etc, Path run, Path logs, Map<String, Path> volumes) {
    /** Everything below one folder, as on the local target. */
    public static SlotPaths below(Path slot, Iterable<String> volumes) {
        Map<String, Path> paths = new java.util.TreeMap<>();
        volumes.forEach(name -> paths.put(name, slot.resolve(name)));
        return new SlotPaths(slot.resolve("etc"), slot.resolve("run"), slot.resolve("logs"), paths);
    }
}
