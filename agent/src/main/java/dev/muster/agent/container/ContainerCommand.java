package dev.muster.agent.container;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One container of a service, and the command lines that start, stop and ask it. The client stays in the foreground and
 * writes what the container writes, so that the logs go where the agent sends the client's outputs; the engine keeps
 * none. The container goes when it ends and never comes back by itself: that is the agent's work. Secrets are in the
 * environment file alone.
 *
 * @param name unique on this machine
 * @param image reference by digest
 * @param command the program inside and its arguments; empty for the image's own
 * @param user {@code uid:gid}; empty for the image's own
 * @param environmentFile written by {@link EnvironmentFile}; empty for none
 * @param options of {@link ContainerOptions}: network, ports, GPUs
 * @param stopSignal such as {@code SIGTERM}
 * @param grace time to stop before it is killed
 */
public record ContainerCommand(
        Engine engine,
        String name,
        String image,
        List<String> command,
        Optional<String> user,
        List<Mount> mounts,
        Optional<Path> environmentFile,
        List<String> options,
        String stopSignal,
        Duration grace) {
    public ContainerCommand {
        command = List.copyOf(command);
        mounts = List.copyOf(mounts);
        options = List.copyOf(options);
    }

    /** One on the machine's network. */
    public ContainerCommand(
            Engine engine,
            String name,
            String image,
            List<String> command,
            Optional<String> user,
            List<Mount> mounts,
            Optional<Path> environmentFile,
            String stopSignal,
            Duration grace) {
        this(engine, name, image, command, user, mounts, environmentFile, ContainerOptions.HOST, stopSignal, grace);
    }

    /** Runs it in the foreground; exits with its exit code. Nothing of this name may be there: {@link #remove} first. */
    public List<String> run() {
        List<String> line = new ArrayList<>(engine.command("run", "--rm", "--pull=never", "--log-driver", "none"));
        line.addAll(List.of("--name", name));
        line.addAll(options);
        line.addAll(List.of("--stop-signal", stopSignal, "--stop-timeout", seconds()));
        user.ifPresent(it -> line.addAll(List.of("--user", it)));
        mounts.forEach(mount -> line.addAll(List.of("--mount", mount.argument())));
        environmentFile.ifPresent(file -> line.addAll(List.of("--env-file", file.toString())));
        line.addAll(engine.runArguments());
        line.add(image);
        line.addAll(command);
        return List.copyOf(line);
    }

    /** Runs another program of the image, with what the container gets of the machine and nothing of the slot. */
    public List<String> ask(String program, String... arguments) {
        List<String> line = new ArrayList<>(engine.command("run", "--rm", "--pull=never", "--log-driver", "none"));
        line.addAll(options);
        line.addAll(engine.runArguments());
        line.addAll(List.of("--entrypoint", program, image));
        line.addAll(List.of(arguments));
        return List.copyOf(line);
    }

    /** Sends the stop signal, waits for as long as the grace is, then kills. */
    public List<String> stop() {
        return engine.command("stop", "-t", seconds(), name);
    }

    /** Kills at once. */
    public List<String> kill() {
        return engine.command("kill", "--signal", "KILL", name);
    }

    /** Removes what is left of this name, running or not. Fails if there is nothing, which is as well. */
    public List<String> remove() {
        return engine.command("rm", "-f", name);
    }

    /** Asks for its state, to be read by {@link ContainerState#read}. */
    public List<String> inspect() {
        return engine.command("inspect", "--type", "container", "--format", ContainerState.FORMAT, name);
    }

    private String seconds() {
        return Long.toString(Math.max(1, grace.toSeconds()));
    }
}
