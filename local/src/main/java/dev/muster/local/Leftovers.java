package dev.muster.local;

import dev.muster.agent.files.Whole;
import dev.muster.agent.slot.SlotFolder;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Removes copies of the program that no agent runs any more, and the state folder when it is empty. */
final class Leftovers {
    private final StateFolder state;

    Leftovers(StateFolder state) {
        this.state = state;
    }

    /** Does nothing while another command works with what is shared. */
    void sweep() throws IOException {
        Optional<LockedFile> alone = SharedUse.none(state);
        if (alone.isPresent()) {
            try (LockedFile _ = alone.get()) {
                runtimes();
                new PortClaims(state).sweep();
                if (children(state.root()).equals(List.of(SharedUse.file(state)))) {
                    Files.delete(SharedUse.file(state));
                    removeIfEmpty(state.root());
                }
            }
        }
    }

    private void runtimes() throws IOException {
        Set<String> told = new HashSet<>();
        for (DeploymentFolder deployment : state.deployments()) {
            for (SlotFolder slot : deployment.slots().values()) {
                AgentProcess.running(slot).ifPresent(running -> told.add(running.jar()));
            }
        }
        for (Path runtime : children(state.runtimes())) {
            // Also one whose agent is just being started again: its guard names it.
            if (!told.contains(String.valueOf(runtime.getFileName())) && !LocalTarget.runs(runtime)) {
                Whole.remove(runtime);
            }
        }
        removeIfEmpty(state.runtimes());
    }

    private static void removeIfEmpty(Path folder) throws IOException {
        try {
            Files.deleteIfExists(folder);
        } catch (DirectoryNotEmptyException _) {
            // Still in use, or in use again.
        }
    }

    private static List<Path> children(Path folder) throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            return children.toList();
        } catch (NoSuchFileException _) {
            return List.of();
        }
    }

    /** Bytes of all files below a folder. */
    static long size(Path folder) throws IOException {
        long[] sum = {0};
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                sum[0] += attributes.size();
                return FileVisitResult.CONTINUE;
            }
        });
        return sum[0];
    }
}
