package dev.muster.local;

import dev.muster.agent.files.Whole;
import dev.muster.agent.run.AgentRecord;
import dev.muster.agent.slot.SlotFolder;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
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

    void sweep() throws IOException {
        Set<String> used = new HashSet<>();
        for (DeploymentFolder deployment : state.deployments()) {
            for (SlotFolder slot : deployment.slots().values()) {
                Optional<AgentRecord> agent = AgentProcess.running(slot);
                agent.ifPresent(running -> used.add(running.jar()));
            }
        }
        for (Path runtime : children(state.runtimes())) {
            if (!used.contains(String.valueOf(runtime.getFileName()))) {
                Whole.remove(runtime);
            }
        }
        removeIfEmpty(state.runtimes());
        new PortClaims(state).sweep();
        removeIfEmpty(state.root());
    }

    private static void removeIfEmpty(Path folder) throws IOException {
        if (Files.isDirectory(folder) && children(folder).isEmpty()) {
            Files.delete(folder);
        }
    }

    private static List<Path> children(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(folder)) {
            return children.toList();
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
