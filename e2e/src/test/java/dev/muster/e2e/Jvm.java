package dev.muster.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** How the launcher starts the program: its flags, and an AOT cache that is made once for all tests. */
final class Jvm {
    private static final List<String> FLAGS =
            List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData", "-Xlog:disable");

    private final Path jar;
    private final List<String> start;

    Jvm(Path jar) {
        this.jar = jar.toAbsolutePath().normalize();
        List<String> with = new ArrayList<>(FLAGS);
        with.add("-XX:AOTCache=" + train());
        this.start = command(with);
    }

    /** Starts the program, without its own words. */
    List<String> start() {
        return start;
    }

    /** Starts another jar, without a cache. */
    static List<String> plain(Path jar) {
        return command(jar, FLAGS);
    }

    private List<String> command(List<String> flags) {
        return command(jar, flags);
    }

    private static List<String> command(Path jar, List<String> flags) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.addAll(List.of("-jar", jar.toString()));
        return List.copyOf(command);
    }

    /** The cache's file; a start without a good one is slower, no more. */
    private Path train() {
        try {
            Path folder = Files.createTempDirectory("muster-e2e");
            Path cache = folder.resolve("aot");
            List<String> with = new ArrayList<>(FLAGS);
            with.add("-XX:AOTCacheOutput=" + cache);
            List<String> command = new ArrayList<>(command(with));
            command.add("__train");
            Process training = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("log").toFile())
                    .start();
            if (!training.waitFor(2, TimeUnit.MINUTES) || training.exitValue() != 0) {
                training.destroyForcibly();
                throw new IllegalStateException("no AOT cache: " + Files.readString(folder.resolve("log")));
            }
            Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(folder)));
            return cache;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void remove(Path folder) {
        for (String name : List.of("aot", "log", "")) {
            folder.resolve(name).toFile().delete();
        }
    }
}
