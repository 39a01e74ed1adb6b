package dev.muster.e2e.boot;

import dev.muster.agent.testing.Loops;
import dev.muster.agent.testing.Needs;
import dev.muster.aws.front.Answer;
import dev.muster.aws.front.Call;
import dev.muster.aws.front.Emulator;
import dev.muster.aws.front.Rule;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A volume's disk: a loop device that the machine's {@code /sys/block}, a folder of this test's, tells of from when AWS
 * has attached the volume until it is let go.
 */
final class LoopVolume implements Rule, AutoCloseable {
    private final Path sys;
    private final Path device;
    private final String volume;
    private final Thread whenKilled = new Thread(this::detach);
    private volatile boolean lost;

    LoopVolume(Path folder, String volume, long bytes) throws IOException {
        Needs.root();
        Needs.tool("losetup");
        this.sys = Files.createDirectories(folder.resolve("sys-block"));
        this.volume = volume;
        Path image = folder.resolve("volume");
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.setLength(bytes);
        }
        device = Path.of(
                Loops.run("losetup", "--find", "--show", image.toString()).strip());
        Runtime.getRuntime().addShutdownHook(whenKilled);
    }

    /** What the machine is to see as {@code /sys/block}. */
    Path sys() {
        return sys;
    }

    Path device() {
        return device;
    }

    /** From now on it is attached and does not appear. */
    void lose() {
        lost = true;
    }

    /** From now on it appears again. */
    void find() {
        lost = false;
    }

    @Override
    public Answer after(Call call, Answer answer, Emulator emulator) throws IOException {
        boolean ours = answer.code() == 200 && call.value("VolumeId").equals(Optional.of(volume));
        if (ours && call.action().equals("AttachVolume") && !lost) {
            appear();
        } else if (ours && call.action().equals("DetachVolume")) {
            vanish();
        }
        return answer;
    }

    private String name() {
        return String.valueOf(device.getFileName());
    }

    private void appear() throws IOException {
        Path real = Path.of("/sys/block", name());
        Path making = sys.resolveSibling("making");
        Files.createDirectories(making.resolve("device"));
        Files.writeString(making.resolve("device/serial"), volume.replace("-", "") + "\n");
        for (String fact : new String[] {"size", "dev"}) {
            Files.writeString(making.resolve(fact), Files.readString(real.resolve(fact)));
        }
        Files.move(making, sys.resolve(name()));
    }

    /** As the disk of an instance that is gone. */
    void vanish() throws IOException {
        dev.muster.agent.files.Whole.remove(sys.resolve(name()));
    }

    private void detach() {
        Loops.run("losetup", "--detach", device.toString());
    }

    @Override
    public void close() {
        detach();
        Runtime.getRuntime().removeShutdownHook(whenKilled);
        try {
            vanish();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
