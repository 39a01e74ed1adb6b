package dev.muster.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftoversTest {
    @TempDir
    Path home;

    private StateFolder state() {
        return StateFolder.of(Map.of("XDG_STATE_HOME", home.toString(), "XDG_CACHE_HOME", home.toString()));
    }

    private Path copy() throws IOException {
        Path folder = Files.createDirectories(state().runtimes().resolve("checksum"));
        return Files.writeString(folder.resolve("muster.jar"), "program");
    }

    @Test
    void aCopyThatNoAgentRunsGoesAndTheEmptyFolderWithIt() throws IOException {
        copy();
        new Leftovers(state()).sweep();
        assertThat(state().root()).doesNotExist();
    }

    /** An up copies the program first and starts its agent minutes later: red without the lock that it holds. */
    @Test
    void aCommandAtWorkKeepsTheCopyThatItIsAboutToStart() throws IOException {
        try (SharedUse _ = SharedUse.of(state())) {
            Path copy = copy();
            new Leftovers(state()).sweep();
            assertThat(copy).exists();
        }
        new Leftovers(state()).sweep();
        assertThat(state().root()).doesNotExist();
    }

    /** The guard that starts an agent again has no record, only its command line. */
    @Test
    void aCopyThatAProcessNamesStays() throws IOException {
        Path copy = copy();
        Process guard = new ProcessBuilder("sh", "-c", "sleep 60; :", "guard", copy.toString()).start();
        try {
            new Leftovers(state()).sweep();
            assertThat(copy).exists();
        } finally {
            guard.descendants().forEach(ProcessHandle::destroyForcibly);
            guard.destroyForcibly();
        }
    }

    @Test
    void whatElseIsThereStays() throws IOException {
        Files.createDirectories(state().root().resolve("kept"));
        new Leftovers(state()).sweep();
        assertThat(state().root().resolve("kept")).isDirectory();
    }

    /** Whoever had it before may have removed it between opening and locking. */
    @Test
    void aLockOnAFileThatWasRemovedCountsNot() throws IOException {
        Path file = home.resolve("lock");
        assertThat(LockedFile.open(file, channel -> {
                    Files.delete(file);
                    return channel.tryLock();
                }))
                .isEmpty();
    }
}
