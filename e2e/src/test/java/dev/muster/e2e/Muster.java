package dev.muster.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** The real program with a state folder of its own; closing it takes everything away that it put up. */
final class Muster implements AutoCloseable {
    static final ObjectMapper JSON = new ObjectMapper();
    private static final Path JAR = Path.of(System.getProperty("muster.jar", "../cli/target/muster.jar"));
    private static final Jvm JVM = new Jvm(JAR);
    private static final Path ROOT = Path.of(System.getProperty("muster.root", ".."));

    private final Path home;
    private final Map<String, String> environment = new HashMap<>();
    private List<String> program = JVM.start();

    Muster(Path home) {
        this.home = home;
        environment.put("XDG_STATE_HOME", home.resolve("state").toString());
        environment.put("XDG_CACHE_HOME", home.resolve("cache").toString());
        environment.put("HOME", home.toString());
        environment.put("CI", "true");
    }

    /** How a command ended. */
    record Result(int exit, String out, String err) {
        JsonNode json() throws IOException {
            return JSON.readTree(out);
        }

        Result ok() {
            if (exit != 0) {
                throw new AssertionError("exit " + exit + "\n" + err + "\n" + out);
            }
            return this;
        }
    }

    Muster with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** From now on commands are those of another build: the same but for a file that nobody reads. */
    void rebuild() throws IOException {
        Path jar = Files.copy(JAR, home.resolve("another.jar"));
        try (FileSystem inside = FileSystems.newFileSystem(jar)) {
            Files.writeString(inside.getPath("another-build"), "");
        }
        program = Jvm.plain(jar);
    }

    /** Runs a command to its end. */
    Result run(String... words) throws IOException, InterruptedException {
        return finish(start(words), Duration.ofMinutes(4));
    }

    /** Starts a command. */
    Running start(String... words) throws IOException {
        List<String> command = new ArrayList<>();
        if (List.of(words).contains("up")) {
            // As in a script's background, where programs would inherit that they do not heed it.
            command.addAll(List.of("sh", "-c", "trap '' INT QUIT; exec \"$@\"", "sh"));
        }
        command.addAll(program);
        command.addAll(List.of(words));
        Files.createDirectories(home);
        File out = Files.createTempFile(home, "out", ".txt").toFile();
        File err = Files.createTempFile(home, "err", ".txt").toFile();
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectInput(new File("/dev/null"))
                .redirectOutput(out)
                .redirectError(err);
        builder.environment().putAll(environment);
        return new Running(builder.start(), out.toPath(), err.toPath());
    }

    /** A command that runs. */
    record Running(Process process, Path out, Path err) {
        String said() throws IOException {
            return Files.readString(err);
        }
    }

    Result finish(Running running, Duration most) throws IOException, InterruptedException {
        if (!running.process().waitFor(most.toMillis(), TimeUnit.MILLISECONDS)) {
            running.process().destroyForcibly();
            throw new AssertionError("no end within " + most + "\n" + running.said());
        }
        return new Result(
                running.process().exitValue(), Files.readString(running.out()), Files.readString(running.err()));
    }

    /** A spec of this text, with ports of this JVM's lane. */
    Path spec(String name, String text) throws IOException {
        Files.createDirectories(home);
        return Files.writeString(home.resolve(name + ".yaml"), text + Lane.ports(text), StandardCharsets.UTF_8);
    }

    /** A file of the repository. */
    static Path repository(String path) {
        return ROOT.resolve(path).toAbsolutePath().normalize();
    }

    /** What a node says of itself. */
    JsonNode node(String deployment, int slot) throws IOException, InterruptedException {
        JsonNode status = run("status", deployment, "--json").ok().json();
        for (JsonNode node : status.path("deployments").path(0).path("nodes")) {
            if (node.path("slot").asInt() == slot) {
                return node;
            }
        }
        throw new AssertionError("no node " + slot + " in " + status);
    }

    /** Waits until a node says something. */
    JsonNode await(String deployment, int slot, Duration most, Predicate<JsonNode> what)
            throws IOException, InterruptedException {
        AgentApi api = AgentApi.of(slotFolder(deployment, slot));
        long end = System.nanoTime() + most.toNanos();
        JsonNode last = JSON.nullNode();
        while (System.nanoTime() < end) {
            last = api.report().orElse(last);
            if (what.test(last)) {
                return last;
            }
            Thread.sleep(200);
        }
        throw new AssertionError("not within " + most + ": " + last.toPrettyString());
    }

    long pid(String deployment, int slot) throws IOException, InterruptedException {
        return node(deployment, slot).path("services").path(0).path("pid").asLong();
    }

    Path state() {
        return Path.of(environment.getOrDefault("XDG_STATE_HOME", "")).resolve("muster");
    }

    Path slotFolder(String deployment, int slot) {
        return state().resolve(deployment).resolve(Integer.toString(slot));
    }

    /** Pid of a slot's agent. */
    long agent(String deployment, int slot) throws IOException {
        return JSON.readTree(
                        slotFolder(deployment, slot).resolve("run/agent.json").toFile())
                .path("process")
                .path("pid")
                .asLong();
    }

    /** The agent of a slot, asked directly. */
    AgentApi api(String deployment, int slot) {
        return AgentApi.of(slotFolder(deployment, slot));
    }

    /** A port of a slot. */
    int port(String deployment, int slot, String name) throws IOException {
        return JSON.readTree(slotFolder(deployment, slot).resolve("node.json").toFile())
                .path("ports")
                .path(name)
                .asInt();
    }

    /** What starts the agent of a slot again. */
    long guard(String deployment, int slot) throws IOException {
        return ProcessHandle.of(agent(deployment, slot))
                .flatMap(ProcessHandle::parent)
                .orElseThrow()
                .pid();
    }

    /** Sends a signal to one process. */
    static void signal(long pid, String signal) throws IOException, InterruptedException {
        if (pid <= 1) {
            throw new IllegalArgumentException("pid " + pid);
        }
        new ProcessBuilder("kill", "-" + signal, Long.toString(pid))
                .inheritIO()
                .start()
                .waitFor();
    }

    /** Whether a process runs; a zombie does not. */
    static boolean alive(long pid) {
        return dev.muster.agent.process.ProcessId.of(pid).isPresent();
    }

    /** Waits for anything. */
    static void until(String what, Duration most, java.util.concurrent.Callable<Boolean> there) throws Exception {
        long end = System.nanoTime() + most.toNanos();
        while (!there.call()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not within " + most + ": " + what);
            }
            Thread.sleep(100);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            run("down", "--all", "--delete-data", "--yes").ok();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
