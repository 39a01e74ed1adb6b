package dev.muster.agent.volume;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/**
 * All that was seen of a volume, before anything is decided.
 *
 * @param mounts where it is mounted now
 * @param probe what blkid knows of it
 * @param data place of a byte that is not zero; empty: all zeros, or not read since blkid found something
 */
public record VolumeLook(Disk disk, List<Path> mounts, Probe probe, OptionalLong data) {
    public VolumeLook {
        mounts = List.copyOf(mounts);
    }
}
