package dev.muster.agent.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds a program by a mark in its environment. The agent can die between a program's start and the note of its pid;
 * without the mark such a program would be started twice.
 */
public final class Marked {
    /** The variable that holds the mark. */
    public static final String VARIABLE = "MUSTER_SERVICE";

    private Marked() {}

    /** Running programs with the mark that are no children of another one with it; none on systems without /proc. */
    public static List<ProcessId> find(String mark) {
        Path proc = Path.of("/proc");
        if (!Files.isDirectory(proc.resolve("self"))) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(proc)) {
            List<Long> pids = entries.map(entry -> String.valueOf(entry.getFileName()))
                    .filter(name -> name.chars().allMatch(Character::isDigit))
                    .map(Long::valueOf)
                    .filter(pid -> has(proc.resolve(pid + "/environ"), mark))
                    .sorted()
                    .toList();
            return pids.stream()
                    .filter(pid -> ProcessHandle.of(pid)
                            .flatMap(ProcessHandle::parent)
                            .filter(parent -> pids.contains(parent.pid()))
                            .isEmpty())
                    .map(ProcessId::of)
                    .flatMap(Optional::stream)
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    /** Whether a process has a mark that begins so. */
    public static boolean begins(long pid, String start) {
        return contains(Path.of("/proc/" + pid + "/environ"), "\0" + VARIABLE + "=" + start);
    }

    private static boolean has(Path environ, String mark) {
        return contains(environ, "\0" + VARIABLE + "=" + mark + "\0");
    }

    private static boolean contains(Path environ, String text) {
        try {
            return ("\0" + Files.readString(environ, StandardCharsets.ISO_8859_1)).contains(text);
        } catch (IOException e) {
            return false;
        }
    }
}
