package dev.muster.agent.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A process that cannot be mistaken for a later one with the same pid.
 *
 * @param start what {@link #of} saw of its start: on Linux the boot's id and the clock ticks since boot, which no
 *     change of the wall clock moves (proc(5), field starttime)
 */
public record ProcessId(long pid, String start) {
    private static final Path PROC = Path.of("/proc");
    private static final boolean LINUX = Files.isDirectory(PROC.resolve("self"));

    /** While this program runs the machine does not boot again. */
    private static final String BOOT = readBootId();

    /** The process that has the pid now; empty if there is none or it is a zombie. */
    public static Optional<ProcessId> of(long pid) {
        return LINUX ? linux(pid) : portable(pid);
    }

    /** Whether this very process still runs. A zombie does not. */
    public boolean alive() {
        return of(pid).filter(this::equals).isPresent();
    }

    /** Whether it was started before the machine's last boot. */
    public boolean beforeBoot() {
        String boot = bootId();
        return !boot.isEmpty() && start.contains(":") && !start.startsWith(boot + ":");
    }

    /** The id of the running boot; empty where there is none. */
    public static String bootId() {
        return BOOT;
    }

    private static String readBootId() {
        try {
            return Files.readString(PROC.resolve("sys/kernel/random/boot_id")).strip();
        } catch (IOException e) {
            return "";
        }
    }

    private static Optional<ProcessId> linux(long pid) {
        try {
            String stat = Files.readString(PROC.resolve(pid + "/stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            boolean gone = fields[0].equals("Z") || fields[0].equals("X");
            return gone ? Optional.empty() : Optional.of(new ProcessId(pid, bootId() + ":" + fields[19]));
        } catch (IOException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    private static Optional<ProcessId> portable(long pid) {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .flatMap(handle -> handle.info().startInstant())
                .map(start -> new ProcessId(pid, start.toString()));
    }
}
