package dev.muster.agent.slot;

import org.jspecify.annotations.Nullable;

/**
 * How a service was installed.
 *
 * @param kind of install method
 * @param program absolute path, or the image by digest
 * @param version if known
 * @param engine {@code docker} or {@code podman} with its path after a blank; null if it is no container
 * @param mount where the volume {@code data} is mounted inside a container; null if it is none
 * @param inside the program inside a container, in place of the image's own start; null for that
 */
public record InstalledService(
        String kind,
        String program,
        @Nullable String version,
        @Nullable String engine,
        @Nullable String mount,
        @Nullable String inside) {}
