package dev.muster.local;

import dev.muster.agent.slot.SlotFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where Muster keeps deployments of this machine.
 *
 * @param root {@code $XDG_STATE_HOME/muster}
 * @param cache {@code $XDG_CACHE_HOME/muster}
 */
public record StateFolder(Path root, Path cache) {
    /** By the XDG Base Directory rules: {@code ~/.local/state} and {@code ~/.cache} unless the environment says else. */
    public static StateFolder of(Map<String, String> environment) {
        String home = environment.getOrDefault("HOME", System.getProperty("user.home", "/"));
        return new StateFolder(
                folder(environment, "XDG_STATE_HOME", Path.of(home, ".local", "state")),
                folder(environment, "XDG_CACHE_HOME", Path.of(home, ".cache")));
    }

    private static Path folder(Map<String, String> environment, String variable, Path fallback) {
        String set = environment.getOrDefault(variable, "");
        // The rules say that a relative path is to be ignored.
        return (set.startsWith("/") ? Path.of(set) : fallback).resolve("muster");
    }

    /** A deployment's folder, whether it exists or not. */
    public DeploymentFolder deployment(String name) {
        return new DeploymentFolder(root.resolve(name), name);
    }

    /** Deployments there are, by name. */
    public List<DeploymentFolder> deployments() throws IOException {
        try (Stream<Path> children = Files.list(root)) {
            return children.filter(child -> Files.isRegularFile(child.resolve("deployment.json")))
                    .map(child -> new DeploymentFolder(child, String.valueOf(child.getFileName())))
                    .sorted(java.util.Comparator.comparing(DeploymentFolder::name))
                    .toList();
        } catch (NoSuchFileException _) {
            return List.of();
        }
    }

    /** Copies of the program that agents run. */
    public Path runtimes() {
        return root.resolve(".runtime");
    }

    /** Downloads that all deployments share. */
    public Path downloads() {
        return cache.resolve("downloads");
    }

    /** A slot by deployment and number; empty if it does not exist. */
    public Optional<SlotFolder> slot(String deployment, int slot) {
        return Optional.of(deployment(deployment).slot(slot)).filter(found -> Files.exists(found.nodeFile()));
    }
}
