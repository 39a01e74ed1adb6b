package dev.muster.agent.volume;

import java.nio.file.Path;

/**
 * A volume that can be used.
 *
 * @param uuid of its file system
 * @param at where it is mounted
 * @param formatted whether its file system was made just now
 * @param bytes size of the file system
 * @param grownBy bytes that it was grown by just now
 */
public record VolumeReady(VolumeId volume, String uuid, Path at, boolean formatted, long bytes, long grownBy) {}
