package dev.muster.testnodes.bitcoin;

import dev.muster.testnodes.Refusal;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The network's folder in the data directory: its lock, and files that are gone after a clean stop.
 *
 * <p>Source: {@code LockDirectory} and {@code CreatePidFile} in src/init.cpp and {@code InitConfig} in
 * src/common/init.cpp of bitcoin/bitcoin at 1b3d58f128a5, read 2026-11-22.
 */
final class NodeDirectory {
    /** Kept: a channel that nobody refers to is closed by the garbage collector, and its lock with it. */
    private static final List<FileChannel> HELD = new CopyOnWriteArrayList<>();

    private final Path path;

    private NodeDirectory(Path path) {
        this.path = path;
    }

    static NodeDirectory make(Path path) throws IOException {
        Files.createDirectories(path.resolve("wallets"));
        Files.createDirectories(path.resolve("blocks"));
        return new NodeDirectory(path);
    }

    Path path() {
        return path;
    }

    /** Held until the program ends. */
    @SuppressWarnings("resource")
    void lock() throws Refusal, IOException {
        FileChannel channel =
                FileChannel.open(path.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                HELD.add(channel);
                return;
            }
        } catch (OverlappingFileLockException e) {
            // The same virtual machine has it: told below like any other.
        }
        channel.close();
        throw new Refusal("Cannot obtain a lock on directory " + path + ". Bitcoin Core is probably already running.");
    }

    /** Writes a file that only the owner can read. */
    static void writeSecret(Path file, String text) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, text);
    }
}
