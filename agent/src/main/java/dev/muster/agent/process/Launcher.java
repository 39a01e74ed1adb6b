package dev.muster.agent.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Starts programs. Handed in, so that tests can start others. */
public interface Launcher {
    /**
     * Starts a program that writes into a file and reads nothing.
     *
     * @param environment its whole environment
     * @param log appended to
     * @throws IOException if it cannot be started
     */
    Running launch(List<String> command, Map<String, String> environment, Path folder, Path log) throws IOException;

    /** A program that was started by this process. */
    interface Running {
        /** Which one. */
        ProcessId id();

        /** Its exit code; empty while it runs. */
        java.util.OptionalInt exitCode();

        /** Has somebody told once it has ended; in another thread. */
        void onExit(Runnable told);
    }

    /** The same with somebody told, in another thread, of each program that ends. */
    default Launcher telling(Runnable told) {
        return (command, environment, folder, log) -> {
            Running running = launch(command, environment, folder, log);
            running.onExit(told);
            return running;
        };
    }

    /**
     * The same with programs in another group than this process's, and without the right to change it: the group is what
     * tells them from this process, whose user they are.
     *
     * <p>Options: setpriv(1) of util-linux 2.38.1 (2026-11-28).
     */
    default Launcher inGroup(String group) {
        return (command, environment, folder, log) -> {
            List<String> whole = new ArrayList<>(List.of(
                    "setpriv",
                    "--regid",
                    group,
                    "--keep-groups",
                    "--inh-caps=-setgid",
                    "--ambient-caps=-setgid",
                    "--no-new-privs",
                    "--"));
            whole.addAll(command);
            return launch(whole, environment, folder, log);
        };
    }

    /** The operating system. Output goes to the file itself, not through a pipe: it outlives this process. */
    static Launcher system() {
        return (command, environment, folder, log) -> {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .redirectErrorStream(true);
            builder.environment().clear();
            builder.environment().putAll(environment);
            Process process = builder.start();
            ProcessId id = ProcessId.of(process.pid()).orElseGet(() -> new ProcessId(process.pid(), "ended at once"));
            return new Running() {
                @Override
                public ProcessId id() {
                    return id;
                }

                @Override
                public java.util.OptionalInt exitCode() {
                    return process.isAlive()
                            ? java.util.OptionalInt.empty()
                            : java.util.OptionalInt.of(process.exitValue());
                }

                @Override
                public void onExit(Runnable told) {
                    var _ = process.onExit().thenRun(told);
                }
            };
        };
    }
}
