package dev.muster.local;

import dev.muster.agent.files.Whole;
import dev.muster.core.problem.MusterException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

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
        FileChannel channel = LockedFile.attempt(file, LockedFile.Use.ALONE)
                .orElseThrow(() -> MusterException.failed(
                        deployment.name() + " is being changed by \"" + other(file) + "\"",
                        "wait until that has ended, then try again"))
                .channel();
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(who.getBytes(StandardCharsets.UTF_8)), 0);
        return new DeploymentLock(channel);
    }

    private static String other(Path file) {
        try {
            return Whole.read(file).orElse("another command").strip();
        } catch (IOException e) {
            return "another command (" + e.getMessage() + ")";
        }
    }

    @Override
    public void close() throws IOException {
        channel.truncate(0);
        channel.close();
    }
}
