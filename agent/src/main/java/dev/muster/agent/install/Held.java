package dev.muster.agent.install;

import dev.muster.core.problem.MusterException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** A lock on a file, held against other processes and other threads of this one. Goes when the process does. */
final class Held implements AutoCloseable {
    /** Files are locked for the process, not for its threads: these keep threads apart. */
    private static final ConcurrentHashMap<Path, ReentrantLock> THREADS = new ConcurrentHashMap<>();

    private static final int ENOUGH = 20;

    private final ReentrantLock thread;
    private final FileChannel channel;

    private Held(ReentrantLock thread, FileChannel channel) {
        this.thread = thread;
        this.channel = channel;
    }

    /**
     * Waits for the lock.
     *
     * @param waiting hears once who holds it, if somebody does
     * @throws MusterException if the file cannot be made
     */
    static Held of(Path file, Consumer<String> waiting) {
        ReentrantLock thread = THREADS.computeIfAbsent(file.toAbsolutePath().normalize(), _ -> new ReentrantLock());
        if (!thread.tryLock()) {
            waiting.accept("this process");
            thread.lock();
        }
        try {
            return new Held(thread, lock(file, waiting));
        } catch (IOException e) {
            thread.unlock();
            throw new MusterException(
                    MusterException.Exit.FAILED, file + " cannot be locked: " + e.getMessage(), "", e);
        }
    }

    @SuppressWarnings("resource") // The lock lives as long as the channel.
    private static FileChannel lock(Path file, Consumer<String> waiting) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock();
        if (lock == null) {
            waiting.accept("process " + read(channel));
            channel.lock();
        }
        channel.truncate(0);
        channel.write(
                ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
        return channel;
    }

    private static String read(FileChannel channel) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(ENOUGH);
        channel.read(buffer, 0);
        return new String(buffer.array(), 0, buffer.position(), StandardCharsets.US_ASCII);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new MusterException(MusterException.Exit.FAILED, "a lock cannot be let go: " + e.getMessage(), "", e);
        } finally {
            thread.unlock();
        }
    }
}
