package dev.muster.agent.volume;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The machine's disks, from the kernel's own files: no program is asked and no name is trusted.
 *
 * @param sys {@code /sys}
 * @param dev {@code /dev}
 */
public record Disks(Path sys, Path dev) {
    /** Sizes in sysfs count these: a disk of 320 MiB has size 655360, measured on Linux 6.18 (2026-11-22). */
    private static final int SECTOR = 512;

    /** Of this machine. */
    public static Disks ofThisMachine() {
        return new Disks(Path.of("/sys"), Path.of("/dev"));
    }

    /** All that are there now. */
    public List<Disk> list() throws IOException {
        List<Disk> all = new ArrayList<>();
        for (Path block : children(sys.resolve("block"))) {
            disk(block).ifPresent(all::add);
        }
        return all;
    }

    /**
     * Those whose serial number is the volume's id. More than one is for the caller to refuse.
     */
    public List<Disk> of(VolumeId volume) throws IOException {
        return list().stream()
                .filter(disk -> disk.serial().equals(volume.serial()))
                .toList();
    }

    private Optional<Disk> disk(Path block) throws IOException {
        String name = String.valueOf(block.getFileName());
        Optional<String> size = text(block.resolve("size"));
        Optional<String> number = text(block.resolve("dev"));
        if (size.isEmpty() || number.isEmpty() || !Files.exists(dev.resolve(name))) {
            return Optional.empty();
        }
        return Optional.of(new Disk(
                name,
                dev.resolve(name),
                number.get(),
                text(block.resolve("device/serial")).orElse(""),
                Long.parseLong(size.get()) * SECTOR,
                parts(block),
                names(block.resolve("holders"))));
    }

    /** A partition is a folder in its disk's that has a file {@code partition}. */
    private static List<String> parts(Path block) throws IOException {
        return children(block).stream()
                .filter(child -> Files.exists(child.resolve("partition")))
                .map(child -> String.valueOf(child.getFileName()))
                .toList();
    }

    private static List<String> names(Path folder) throws IOException {
        return children(folder).stream()
                .map(child -> String.valueOf(child.getFileName()))
                .toList();
    }

    private static List<Path> children(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.sorted().toList();
        }
    }

    private static Optional<String> text(Path file) throws IOException {
        return Files.isReadable(file) ? Optional.of(Files.readString(file).strip()) : Optional.empty();
    }
}
