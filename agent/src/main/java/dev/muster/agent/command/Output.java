package dev.muster.agent.command;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where a command's output goes: two temporary files, or one log that stays. */
sealed interface Output extends AutoCloseable {
    /** What is kept of an output. */
    int KEPT = 64 * 1024;

    Redirect out();

    /** Empty: the same as the other. */
    Optional<Redirect> err();

    /** What the command left, with a word of ours after its own error output. */
    Outcome outcome(int exit, String word) throws IOException;

    @Override
    void close() throws IOException;

    static Output of(Command command) throws IOException {
        if (command.log().isPresent()) {
            Path log = command.log().get();
            return new Log(log, Files.exists(log) ? Files.size(log) : 0);
        }
        return new Pair(SystemCommands.temporary(".out"), SystemCommands.temporary(".err"));
    }

    /** Two files that go away. */
    record Pair(Path outFile, Path errFile) implements Output {
        @Override
        public Redirect out() {
            return Redirect.to(outFile.toFile());
        }

        @Override
        public Optional<Redirect> err() {
            return Optional.of(Redirect.to(errFile.toFile()));
        }

        @Override
        public Outcome outcome(int exit, String word) throws IOException {
            return new Outcome(exit, tail(outFile, 0), tail(errFile, 0) + word);
        }

        @Override
        public void close() throws IOException {
            Files.deleteIfExists(outFile);
            Files.deleteIfExists(errFile);
        }
    }

    /** One file that stays, of which this command's part begins at {@code start}. */
    record Log(Path file, long start) implements Output {
        @Override
        public Redirect out() {
            return Redirect.appendTo(file.toFile());
        }

        @Override
        public Optional<Redirect> err() {
            return Optional.empty();
        }

        @Override
        public Outcome outcome(int exit, String word) throws IOException {
            return new Outcome(exit, tail(file, start), word);
        }

        @Override
        public void close() {}
    }

    private static String tail(Path file, long start) throws IOException {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            long from = Math.max(start, in.length() - KEPT);
            byte[] bytes = new byte[(int) Math.max(0, in.length() - from)];
            in.seek(from);
            in.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }
}
