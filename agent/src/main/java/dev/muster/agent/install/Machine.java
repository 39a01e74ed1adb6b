package dev.muster.agent.install;

import dev.muster.agent.command.CommandRunner;
import dev.muster.agent.command.SystemCommands;
import dev.muster.core.value.Architecture;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * The machine that software is installed on, as far as installing must know it.
 *
 * @param architecture {@code x86_64} or {@code aarch64}
 * @param uid effective user id; 0 is root
 * @param programs finds a program on the PATH
 * @param commands runs programs
 * @param environment variables of this process
 * @param freeSpace bytes that may be written in a folder
 * @param root what the machine's programs see as {@code /}
 */
public record Machine(
        String architecture,
        long uid,
        Function<String, Optional<Path>> programs,
        CommandRunner commands,
        Map<String, String> environment,
        ToLongFunction<Path> freeSpace,
        Path root,
        Clock clock) {

    /** This machine, with these variables. */
    public static Machine here(Map<String, String> environment) {
        return new Machine(
                Architecture.kernel(System.getProperty("os.arch", "")),
                ownUid(),
                name -> onPath(name, environment.getOrDefault("PATH", "")),
                new SystemCommands(),
                Map.copyOf(environment),
                Machine::freeSpace,
                Path.of("/"),
                Clock.systemUTC());
    }

    /** Whether it may change the machine. */
    boolean isRoot() {
        return uid == 0;
    }

    /** Where a path of the machine lies. */
    Path at(String path) {
        return root.resolve(path.replaceFirst("^/+", ""));
    }

    /** The program of this name; also where root's programs are, which are not on everybody's PATH. */
    static Optional<Path> onPath(String name, String path) {
        return Stream.concat(
                        Arrays.stream(path.split(File.pathSeparator)),
                        Stream.of("/usr/local/sbin", "/usr/sbin", "/sbin", "/usr/bin", "/bin"))
                .filter(folder -> folder.startsWith("/"))
                .map(folder -> Path.of(folder, name))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }

    private static long ownUid() {
        try {
            return ((Number) Files.getAttribute(Path.of("/proc/self"), "unix:uid")).longValue();
        } catch (IOException | UnsupportedOperationException e) {
            return "root".equals(System.getProperty("user.name")) ? 0 : Long.MAX_VALUE;
        }
    }

    private static long freeSpace(Path folder) {
        try {
            return Files.getFileStore(folder).getUsableSpace();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
