package dev.muster.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A file that is locked until the process ends or lets go. Whoever has it for itself may remove it: a lock counts only
 * if its file is still the one that is there. Once in a process: a lock may go with any channel to its file that is
 * closed (FileLock in the documentation of JDK 25, 2026-11-29).
 */
record LockedFile(FileChannel channel) implements AutoCloseable {
    /** How a file is held. */
    enum Use {
        /** With others. */
        SHARED,
        /** By nobody else. */
        ALONE
    }

    /** Waits until it is free; its folder is made if need be. */
    static LockedFile await(Path file, Use use) throws IOException {
        while (true) {
            Optional<LockedFile> held = open(file, channel -> channel.lock(0, 1, use == Use.SHARED));
            if (held.isPresent()) {
                return held.get();
            }
        }
    }

    /** Empty if it is in use, or has just been removed. */
    static Optional<LockedFile> attempt(Path file, Use use) throws IOException {
        return open(file, channel -> {
            try {
                return channel.tryLock(0, 1, use == Use.SHARED);
            } catch (OverlappingFileLockException _) {
                return null;
            }
        });
    }

    /** How the lock is got; null: not now. */
    interface Locking {
        @Nullable FileLock lock(FileChannel channel) throws IOException;
    }

    /** Empty also if the file that is locked is no longer the one that is there. */
    static Optional<LockedFile> open(Path file, Locking locking) throws IOException {
        try {
            make(file);
            Optional<Object> before = key(file);
            FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
            boolean held = false;
            try {
                held = locking.lock(channel) != null && before.isPresent() && before.equals(key(file));
                return held ? Optional.of(new LockedFile(channel)) : Optional.empty();
            } finally {
                if (!held) {
                    channel.close();
                }
            }
        } catch (NoSuchFileException _) {
            // Removed at that moment, maybe with its folder.
            return Optional.empty();
        }
    }

    private static void make(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        try {
            Files.createFile(file);
        } catch (FileAlreadyExistsException _) {
            // As it should be.
        }
    }

    private static Optional<Object> key(Path file) throws IOException {
        try {
            return Optional.of(
                    Files.readAttributes(file, BasicFileAttributes.class).fileKey());
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
