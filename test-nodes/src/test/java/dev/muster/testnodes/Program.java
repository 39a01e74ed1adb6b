package dev.muster.testnodes;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** A stand-in as a process of its own, on the classes of the tests. */
public final class Program implements AutoCloseable {
    private final Process process;
    private final Path log;

    private Program(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    public static Program start(Path folder, Class<?> main, Map<String, String> environment, String... arguments)
            throws IOException {
        Path log = Files.createTempFile(folder, main.getSimpleName(), ".log");
        List<String> command = new ArrayList<>(List.of(
                System.getProperty("java.home") + "/bin/java",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        return new Program(builder.start(), log);
    }

    public String log() throws IOException {
        return Files.readString(log);
    }

    /** Asks until the answer is yes; what cannot be asked yet counts as no. */
    public Program await(String what, Callable<Boolean> question) throws Exception {
        Instant end = Instant.now().plus(Duration.ofSeconds(30));
        while (Instant.now().isBefore(end)) {
            try {
                if (question.call()) {
                    return this;
                }
            } catch (IOException e) {
                // Not there yet.
            }
            Thread.sleep(50);
        }
        throw new AssertionError(what + " did not come; log:\n" + log());
    }

    /** Ends it by a signal, without {@code SIG}. */
    public int signal(String name) throws Exception {
        new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                .start()
                .waitFor();
        return exitCode();
    }

    public int exitCode() throws Exception {
        if (!process.waitFor(30, SECONDS)) {
            throw new AssertionError("still running; log:\n" + log());
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }

    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    /** What the blueprint of a role renders to; the same files are compared with it in module core. */
    public static Path golden(String path) {
        return Path.of(System.getProperty("muster.root", ".."), "core/src/test/resources/golden", path);
    }
}
