package dev.muster.agent.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds who listens on a TCP port, by {@code /proc/net/tcp} and the sockets that processes have open (proc_pid_net(5),
 * 2026-11-22: local address as hexadecimal address and port, state 0A is LISTEN, inode in the tenth field). Nothing is
 * known on systems without it.
 */
public final class Listeners {
    private static final String LISTEN = "0A";

    private Listeners() {}

    /** Whether somebody listens. */
    public static boolean any(int port) {
        return !inodes(port).isEmpty();
    }

    /** The process that listens; empty if there is none, or if it is not ours to see. */
    public static Optional<ProcessHandle> on(int port) {
        List<String> sockets =
                inodes(port).stream().map(inode -> "socket:[" + inode + "]").toList();
        return sockets.isEmpty()
                ? Optional.empty()
                : ProcessHandle.allProcesses()
                        .filter(process -> holds(process.pid(), sockets))
                        .findFirst();
    }

    private static List<String> inodes(int port) {
        String end = ":%04X".formatted(port);
        return Stream.of("/proc/net/tcp", "/proc/net/tcp6")
                .flatMap(Listeners::lines)
                .map(line -> line.strip().split("\\s+"))
                .filter(fields -> fields.length > 9 && fields[1].endsWith(end) && fields[3].equals(LISTEN))
                .map(fields -> fields[9])
                .toList();
    }

    private static Stream<String> lines(String file) {
        try {
            return Files.readAllLines(Path.of(file)).stream();
        } catch (IOException e) {
            return Stream.empty();
        }
    }

    private static boolean holds(long pid, List<String> sockets) {
        try (Stream<Path> open = Files.list(Path.of("/proc/" + pid + "/fd"))) {
            return open.anyMatch(file -> sockets.contains(target(file)));
        } catch (IOException e) {
            return false;
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            return "";
        }
    }
}
