package dev.muster.local;

import dev.muster.core.problem.MusterException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Lets one command at a time change a deployment. The lock goes with the process, however it ends. */
public final class DeploymentLock implements AutoCloseable {
    private final FileChannel channel;

    private DeploymentLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes the lock.
     *
     * @param who what takes it: {@code up, pid 123, since ...}
     * @throws MusterException if another one has it; the message names it
     */
    public static DeploymentLock take(DeploymentFolder deployment, String who) throws IOException {
        // Beside the folder, not in it: down removes the folder while it holds the lock.
        Path file = deployment.path().resolveSibling("." + deployment.name() + ".lock");
        Files.createDirectories(file.toAbsolutePath().getParent());
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock(0, 1, false);
        if (lock == null) {
            String other = Files.readString(file).strip();
            channel.close();
            throw MusterException.failed(
                    deployment.name() + " is being changed by \"" + other + "\"",
                    "wait until that has ended, then try again");
        }
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(who.getBytes(StandardCharsets.UTF_8)), 0);
        return new DeploymentLock(channel);
    }

    @Override
    public void close() throws IOException {
        channel.truncate(0);
        channel.close();
    }
}
