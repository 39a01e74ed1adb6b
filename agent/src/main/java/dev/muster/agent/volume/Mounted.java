package dev.muster.agent.volume;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Which disk is mounted where.
 *
 * @param table {@code /proc/self/mountinfo}
 */
public record Mounted(Disks disks, Path table) {
    /** The whole disk at a place; empty if nothing or something else is mounted there. */
    public Optional<Disk> at(Path place) throws IOException {
        List<String> numbers = new Mounts(table).at(place);
        return numbers.isEmpty()
                ? Optional.empty()
                : disks.list().stream()
                        .filter(disk -> disk.number().equals(numbers.getLast()))
                        .findFirst();
    }
}
