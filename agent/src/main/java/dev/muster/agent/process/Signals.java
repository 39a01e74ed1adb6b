package dev.muster.agent.process;

import java.io.IOException;

/** Sends signals. */
public final class Signals {
    private Signals() {}

    /**
     * Sends a signal to a process if it is still the same one.
     *
     * @param name such as {@code SIGINT}
     * @return whether it was sent
     */
    public static boolean send(ProcessId process, String name) {
        if (!process.alive()) {
            return false;
        }
        return switch (name) {
            case "SIGKILL" ->
                ProcessHandle.of(process.pid())
                        .map(ProcessHandle::destroyForcibly)
                        .orElse(false);
            case "SIGTERM" ->
                ProcessHandle.of(process.pid()).map(ProcessHandle::destroy).orElse(false);
            default -> shell(process.pid(), name.substring("SIG".length()));
        };
    }

    /** The shell's own kill: Java knows only two signals, and not every system has the program. */
    private static boolean shell(long pid, String name) {
        try {
            return new ProcessBuilder("sh", "-c", "kill -s \"$1\" \"$2\"", "kill", name, Long.toString(pid))
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
