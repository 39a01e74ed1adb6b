package dev.muster.agent.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeldTest {
    @TempDir
    Path folder;

    /** Another process that holds a lock until it is killed. */
    public static final class Holder {
        private Holder() {}

        /** Arguments: the lock, a file to make when it is held. */
        public static void main(String[] args) throws Exception {
            try (Held _ = Held.of(Path.of(args[0]), _ -> {})) {
                Files.createFile(Path.of(args[1]));
                TimeUnit.MINUTES.sleep(1);
            }
        }
    }

    @Test
    void waitsForAnotherProcessNamesItAndGoesOnWhenItIsKilled() throws Exception {
        Path lock = folder.resolve("software/.node.lock");
        Path held = folder.resolve("held");
        Process holder = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        lock.toString(),
                        held.toString())
                .inheritIO()
                .start();
        while (!Files.exists(held)) {
            assertThat(holder.isAlive()).isTrue();
            Thread.sleep(20);
        }
        List<String> waited = new CopyOnWriteArrayList<>();
        Thread waiting =
                Thread.ofVirtual().start(() -> Held.of(lock, waited::add).close());
        while (waited.isEmpty()) {
            Thread.sleep(20);
        }
        assertThat(waited).containsExactly("process " + holder.pid());
        assertThat(waiting.isAlive()).isTrue();
        holder.destroyForcibly();
        assertThat(waiting.join(java.time.Duration.ofSeconds(20))).isTrue();
    }
}
