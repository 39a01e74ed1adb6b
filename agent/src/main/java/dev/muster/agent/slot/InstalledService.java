package dev.muster.agent.slot;

import org.jspecify.annotations.Nullable;

/**
 * How a service was installed.
 *
 * @param kind of install method
 * @param program absolute path, or the image by digest
 * @param version if known
 */
public record InstalledService(
        String kind, String program, @Nullable String version) {}
