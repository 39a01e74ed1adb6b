package dev.muster.agent.volume;

import java.nio.file.Path;
import java.util.List;

/**
 * A whole disk as the kernel tells of it.
 *
 * @param name the kernel's, such as {@code nvme1n1}: another one after the next start, so never a way to find it again
 * @param device what programs are given
 * @param number major and minor, {@code 259:1}, as in the table of mounts
 * @param serial empty if it has none
 * @param bytes its size
 * @param parts names of its partitions
 * @param holders devices that are made of it, such as {@code dm-0}
 */
public record Disk(
        String name, Path device, String number, String serial, long bytes, List<String> parts, List<String> holders) {
    public Disk {
        parts = List.copyOf(parts);
        holders = List.copyOf(holders);
    }
}
