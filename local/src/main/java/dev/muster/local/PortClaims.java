package dev.muster.local;

import dev.muster.agent.files.Whole;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Ports that deployments have, and those that an {@code up} has chosen and not yet written down: between the plan and
 * the first start lie minutes of downloads, in which another {@code up} would find the same ports free.
 */
final class PortClaims {
    private final StateFolder state;

    PortClaims(StateFolder state) {
        this.state = state;
    }

    /** Ports that other deployments have or are about to take. */
    Set<Integer> ofOthers(String deployment) throws IOException {
        Set<Integer> ports = new TreeSet<>();
        for (DeploymentFolder other : state.deployments()) {
            if (!other.name().equals(deployment)) {
                other.nodes().values().forEach(node -> ports.addAll(node.ports().values()));
            }
        }
        try (Stream<Path> files = Files.list(folder())) {
            for (Path file : files.filter(each -> !each.endsWith(deployment))
                    .filter(each -> !String.valueOf(each.getFileName()).startsWith("."))
                    .toList()) {
                ports.addAll(claimed(file));
            }
        } catch (NoSuchFileException _) {
            // Nobody claims any, or the last claim was just swept.
        }
        return ports;
    }

    /** Claims a plan's ports, or those of a fresh plan if another {@code up} was first. */
    LocalPlan claim(LocalPlan plan, LocalPlanner planner) throws IOException {
        Files.createDirectories(folder());
        try (FileChannel channel = FileChannel.open(
                        folder().resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock _ = channel.lock()) {
            Set<Integer> others = ofOthers(plan.name());
            LocalPlan mine = ports(plan).stream().anyMatch(others::contains)
                    ? planner.plan(plan.resolved(), plan.specFile())
                    : plan;
            String text = ports(mine).stream().map(String::valueOf).collect(Collectors.joining(" "));
            Whole.write(folder().resolve(plan.name()), ProcessHandle.current().pid() + " " + text);
            return mine;
        }
    }

    /** Gives a claim back: the ports stand in the slots' own files now, or the {@code up} has failed. */
    void release(String deployment) throws IOException {
        Files.deleteIfExists(folder().resolve(deployment));
    }

    /** Removes the folder of claims when there is neither a deployment nor a claim. */
    void sweep() throws IOException {
        if (state.deployments().isEmpty() && ofOthers("").isEmpty()) {
            Whole.remove(folder());
        }
    }

    private Path folder() {
        return state.root().resolve(".ports");
    }

    private static Set<Integer> ports(LocalPlan plan) {
        return plan.nodes().values().stream()
                .flatMap(node -> node.ports().values().stream())
                .collect(Collectors.toSet());
    }

    /** The ports of a claim whose process lives. */
    private static Set<Integer> claimed(Path file) throws IOException {
        Optional<String> text = Whole.read(file);
        String[] words = text.orElse("").split(" ");
        boolean alive = text.isPresent()
                && ProcessHandle.of(Long.parseLong(words[0]))
                        .map(ProcessHandle::isAlive)
                        .orElse(false);
        return alive ? Stream.of(words).skip(1).map(Integer::valueOf).collect(Collectors.toSet()) : Set.of();
    }
}
