package dev.muster.e2e;

import dev.muster.agent.testing.Needs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A disk of its own for Muster's files: ext4 on a loop device. */
final class SmallDisk implements AutoCloseable {
    private final Path image;
    private final Path at;

    SmallDisk(Path folder, Path at, String size) throws IOException, InterruptedException {
        Needs.root();
        this.image = folder.resolve(at.getFileName() + ".img");
        this.at = Files.createDirectories(at);
        Seen.tool("truncate", "-s", size, image.toString());
        Seen.tool("mkfs.ext4", "-q", "-m", "0", image.toString());
        mount();
    }

    Path at() {
        return at;
    }

    void mount() throws IOException, InterruptedException {
        Seen.tool("mount", "-o", "loop,errors=remount-ro", image.toString(), at.toString());
    }

    /** Once what was started from it, and is about to end, has let go of it. */
    void unmount() throws Exception {
        Muster.until(
                "let go of " + at,
                Duration.ofSeconds(20),
                () -> new ProcessBuilder("umount", at.toString()).start().waitFor() == 0);
        // As long as another mount namespace has it too, the next mount would be of the same, broken, file system.
        Muster.until(
                "the loop device is free",
                Duration.ofSeconds(20),
                () -> devices().isEmpty());
    }

    private String devices() throws IOException {
        Process process = new ProcessBuilder("losetup", "-j", image.toString())
                .redirectErrorStream(true)
                .start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }

    /** As after an error that the kernel found in it: from now on it takes no writes. */
    void readOnly() throws IOException, InterruptedException {
        Process process = new ProcessBuilder("findmnt", "--noheadings", "--output", "SOURCE", at.toString())
                .redirectErrorStream(true)
                .start();
        String device = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        process.waitFor();
        Path trigger = Path.of("/sys/fs/ext4", Path.of(device).getFileName().toString(), "trigger_fs_error");
        Needs.that(Files.isWritable(trigger), trigger + " (a kernel that lets a test break a file system)");
        try {
            Files.writeString(trigger, "1");
        } catch (IOException e) {
            // The write is answered with the error that it has made.
            return;
        }
    }

    /** Repairs it; it must not be mounted. */
    void check() throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder("e2fsck", "-p", image.toString()).inheritIO().start();
        // 1: errors were corrected. Manual page e2fsck(8) of e2fsprogs 1.47.0 (2026-11-28).
        if (process.waitFor() > 1) {
            throw new AssertionError("e2fsck ended with " + process.exitValue());
        }
    }

    /** Fills it up but for so many bytes. */
    Path fill(long leave) throws IOException, InterruptedException {
        Path filler = at.resolve("filler");
        Files.deleteIfExists(filler);
        Seen.tool("fallocate", "-l", Long.toString(at.toFile().getUsableSpace() - leave), filler.toString());
        return filler;
    }

    @Override
    public void close() throws IOException {
        try {
            // Also when a test that failed has left somebody who uses it.
            Seen.tool("umount", "--lazy", at.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
