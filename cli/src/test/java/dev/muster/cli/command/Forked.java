package dev.muster.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.cli.HastyMain;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Muster in processes of their own, which may be killed. They are many, so they start from jars with an AOT cache as
 * the launcher's do; a JVM caches no classes of folders.
 */
final class Forked {
    private final Path folder;
    private final String classPath;

    private Forked(Path folder, String classPath) {
        this.folder = folder;
        this.classPath = classPath;
    }

    static Forked in(Path folder) throws IOException {
        List<String> path = new ArrayList<>();
        Path jar = folder.resolve("muster.jar");
        path.add(jar.toString());
        Set<String> written = new HashSet<>();
        try (OutputStream file = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(file)) {
            zip.setLevel(0);
            for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
                if (Files.isDirectory(Path.of(entry))) {
                    pack(Path.of(entry), zip, written);
                } else if (Files.isRegularFile(Path.of(entry))) {
                    // A name without a file is nothing to a JVM, and the end of its cache.
                    path.add(entry);
                }
            }
        }
        return new Forked(folder, String.join(File.pathSeparator, path));
    }

    private static void pack(Path from, ZipOutputStream zip, Set<String> written) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = from.relativize(file).toString();
                if (written.add(name)) {
                    zip.putNextEntry(new ZipEntry(name));
                    Files.copy(file, zip);
                    zip.closeEntry();
                }
            }
        }
    }

    /** Runs to its end and leaves the cache for those that come after it. */
    int train(Map<String, String> environment, String... words) throws IOException, InterruptedException {
        return ended(start("-XX:AOTCacheOutput=" + cache(), environment, words));
    }

    Process start(Map<String, String> environment, String... words) throws IOException {
        assertThat(cache()).exists();
        return start("-XX:AOTCache=" + cache(), environment, words);
    }

    private Path cache() {
        return folder.resolve("muster.aot");
    }

    private Process start(String aot, Map<String, String> environment, String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xlog:disable",
                aot,
                "-cp",
                classPath,
                HastyMain.class.getName()));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(Path.of(environment.getOrDefault("HOME", "."))
                        .resolve("said.txt")
                        .toFile()));
        builder.environment().putAll(environment);
        return builder.start();
    }

    /** The exit code. */
    static int ended(Process process) throws InterruptedException {
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).as("it ends").isTrue();
        return process.exitValue();
    }
}
