package dev.muster.agent.testing;

import dev.muster.agent.command.Command;
import dev.muster.agent.command.Outcome;
import dev.muster.agent.command.SystemCommands;
import dev.muster.agent.files.Whole;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Loop devices that look like NVMe disks with serial numbers: {@code sys/block/nvme1n1/device/serial} says what a real
 * one would, and {@code dev/nvme1n1} leads to the loop device. Size and number are the kernel's own. Needs root.
 */
public final class Loops implements AutoCloseable {
    private final Path folder;
    private final Deque<String> devices = new ArrayDeque<>();
    private final List<Path> points = new ArrayList<>();
    private final Thread whenKilled = new Thread(this::clean);

    public Loops(Path folder) throws IOException {
        Needs.root();
        Needs.tool("losetup");
        Needs.tool("mkfs.xfs");
        this.folder = folder;
        Files.createDirectories(sys().resolve("block"));
        Files.createDirectories(dev());
        Runtime.getRuntime().addShutdownHook(whenKilled);
    }

    public Path sys() {
        return folder.resolve("sys");
    }

    public Path dev() {
        return folder.resolve("dev");
    }

    /** A new image full of zeros that take no space. */
    public Path image(String name, long bytes) throws IOException {
        Path image = folder.resolve(name);
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.setLength(bytes);
        }
        return image;
    }

    /** Attaches an image as the disk of this name and serial number. */
    public Path attach(Path image, String name, String serial) throws IOException {
        String loop = run("losetup", "--find", "--show", image.toString()).strip();
        devices.push(loop);
        Path real = Path.of("/sys/block", Path.of(loop).getFileName().toString());
        Path fake = Files.createDirectories(sys().resolve("block").resolve(name));
        Files.writeString(Files.createDirectories(fake.resolve("device")).resolve("serial"), serial + "     \n");
        for (String fact : List.of("size", "dev")) {
            Files.deleteIfExists(fake.resolve(fact));
            Files.createSymbolicLink(fake.resolve(fact), real.resolve(fact));
        }
        Files.deleteIfExists(dev().resolve(name));
        Files.createSymbolicLink(dev().resolve(name), Path.of(loop));
        return Path.of(loop);
    }

    /** A place that is unmounted in the end, however often something was mounted there. */
    public Path point(String name) {
        Path point = folder.resolve(name);
        points.add(point);
        return point;
    }

    /** Detaches the disk of this name. */
    public void detach(String name) throws IOException {
        Path device = Files.readSymbolicLink(dev().resolve(name));
        run("losetup", "--detach", device.toString());
        devices.remove(device.toString());
        Files.delete(dev().resolve(name));
    }

    /** Runs a command that must succeed. */
    public static String run(String... argv) {
        Outcome outcome = new SystemCommands().run(Command.of(argv).within(Duration.ofMinutes(2)));
        if (!outcome.ok()) {
            throw new AssertionError(String.join(" ", argv) + ": " + outcome.failure());
        }
        return outcome.out();
    }

    /** Unmounts and detaches all. */
    public void clean() {
        SystemCommands commands = new SystemCommands();
        for (Path point : points) {
            while (source(point).isPresent()) {
                if (!commands.run(Command.of("umount", "--lazy", point.toString()))
                        .ok()) {
                    break;
                }
            }
        }
        if (!devices.isEmpty()) {
            List<String> argv = new ArrayList<>(List.of("losetup", "--detach"));
            argv.addAll(devices);
            commands.run(Command.of(argv.toArray(String[]::new)));
            devices.forEach(Loops::awaitFree);
            devices.clear();
        }
    }

    /** One that was still in use goes a moment later; until then its UUID leads there. */
    private static void awaitFree(String device) {
        Path backing = Path.of("/sys/block", String.valueOf(Path.of(device).getFileName()), "loop/backing_file");
        for (int tries = 0; tries < 200 && Files.exists(backing); tries++) {
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** What is mounted at a place, by the kernel's word; empty if nothing is. */
    public static Optional<String> source(Path point) {
        try {
            return Files.readAllLines(Path.of("/proc/self/mountinfo")).stream()
                    .filter(line -> line.split(" ", -1)[4].equals(point.toString()))
                    .reduce((_, last) -> last)
                    .map(line -> line.substring(line.indexOf(" - ")).split(" ", -1)[3]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        clean();
        try {
            // Here, so that nobody who removes the folder wonders where its links lead.
            Whole.remove(sys());
            Whole.remove(dev());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Runtime.getRuntime().removeShutdownHook(whenKilled);
    }
}
