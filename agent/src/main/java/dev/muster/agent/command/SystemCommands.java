package dev.muster.agent.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * Runs programs of this machine. Output goes through files, not pipes: what a program leaves behind in the background
 * may hold on to its output and would keep a reader waiting for ever.
 */
public final class SystemCommands implements CommandRunner {
    private static final int TOO_LONG = 124;
    private static final int NOT_STARTED = 127;
    private static final int INTERRUPTED = 130;
    private static final int SECONDS_TO_LEAVE = 5;

    @Override
    public Outcome run(Command command) {
        try (Output output = Output.of(command)) {
            return run(command, output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Outcome run(Command command, Output output) throws IOException {
        Process process;
        try {
            process = start(command, output);
        } catch (IOException e) {
            return new Outcome(NOT_STARTED, "", String.valueOf(e.getMessage()));
        }
        return await(process, command, output);
    }

    private static Process start(Command command, Output output) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command.argv());
        builder.environment().put("LC_ALL", "C");
        builder.environment().putAll(command.environment());
        builder.redirectInput(Redirect.from(Path.of("/dev/null").toFile()));
        builder.redirectOutput(output.out());
        output.err().ifPresentOrElse(builder::redirectError, () -> builder.redirectErrorStream(true));
        return builder.start();
    }

    private static Outcome await(Process process, Command command, Output output) throws IOException {
        try {
            if (process.waitFor(command.timeout().toMillis(), TimeUnit.MILLISECONDS)) {
                return output.outcome(process.exitValue(), "");
            }
            end(process);
            return output.outcome(
                    TOO_LONG, "took longer than " + command.timeout().toSeconds() + " s");
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            return output.outcome(INTERRUPTED, "interrupted");
        }
    }

    private static void end(Process process) throws InterruptedException {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        if (!process.waitFor(SECONDS_TO_LEAVE, TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
        }
    }

    /** A file of this name in the folder of temporary files, readable by its owner alone. */
    static Path temporary(String suffix) throws IOException {
        return Files.createTempFile("muster-", suffix);
    }
}
