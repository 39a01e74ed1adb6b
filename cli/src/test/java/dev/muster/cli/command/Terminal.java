package dev.muster.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.agent.testing.Needs;
import dev.muster.cli.HastyMain;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Muster in a process of its own: at a terminal, which makes a signal of Ctrl-C as any does ({@code script} of
 * util-linux), or at none.
 */
final class Terminal implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Process process;

    @SuppressWarnings("JdkObsolete") // Two threads.
    private final StringBuffer shown = new StringBuffer();

    private final Thread reader;

    private Terminal(List<String> command, Map<String, String> environment) throws IOException {
        // Whoever runs the tests in the background may have us ignore what is to be heeded here: env(1), coreutils 9.1.
        List<String> heeding = new ArrayList<>(List.of("env", "--default-signal=INT"));
        heeding.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(heeding).redirectErrorStream(true);
        builder.environment().remove("CI");
        builder.environment().put("TERM", "xterm");
        builder.environment().put("NO_COLOR", "1");
        builder.environment().put("SHELL", "/bin/sh");
        builder.environment().putAll(environment);
        process = builder.start();
        reader = new Thread(() -> read(process.getInputStream()));
        reader.start();
    }

    /** At a terminal. */
    static Terminal with(Map<String, String> environment, String... words) throws IOException {
        String line = "exec " + Shells.line(java(words));
        return new Terminal(List.of(Needs.tool("script").toString(), "-qefc", line, "/dev/null"), environment);
    }

    /** At none: nobody can be asked. */
    static Terminal without(Map<String, String> environment, String... words) throws IOException {
        return new Terminal(java(words), environment);
    }

    private static List<String> java(String... words) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                HastyMain.class.getName()));
        command.addAll(List.of(words));
        return command;
    }

    private void read(InputStream in) {
        byte[] bytes = new byte[4096];
        try {
            for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
                shown.append(new String(bytes, 0, count, StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Types this. */
    void type(String text) throws IOException {
        process.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
    }

    void ctrlC() throws IOException {
        type("\u0003");
    }

    /** Sends the process what a terminal would. */
    void interrupt() throws Exception {
        new ProcessBuilder("kill", "-INT", String.valueOf(process.pid()))
                .start()
                .waitFor();
    }

    /** Waits until this is shown. */
    void shows(String text) throws InterruptedException {
        await(text, () -> shown().contains(text));
    }

    /** Something to wait for. */
    @FunctionalInterface
    interface Hope {
        boolean fulfilled() throws Exception;
    }

    /** Waits for something while the process runs. */
    void await(String what, Hope hope) throws InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < until) {
            try {
                if (hope.fulfilled()) {
                    return;
                }
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            assertThat(process.isAlive() || shown().contains(what))
                    .as("ended before " + what + ": " + shown())
                    .isTrue();
            Thread.sleep(50);
        }
        throw new AssertionError("never " + what + ": " + shown());
    }

    /** All that was shown, with carriage returns left out. */
    String shown() {
        return shown.toString().replace("\r", "");
    }

    /** The exit code. */
    int ended() throws InterruptedException {
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .as("it ends: " + shown())
                .isTrue();
        reader.join();
        return process.exitValue();
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
