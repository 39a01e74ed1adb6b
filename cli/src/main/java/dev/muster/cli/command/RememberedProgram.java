package dev.muster.cli.command;

import dev.muster.agent.files.Whole;
import dev.muster.aws.synth.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The program that nodes run, with its checksum remembered beside the AOT cache: to compute it takes longer than all
 * else that {@code synth} does. What is remembered counts for a file of the same size, place on the disk and times to
 * the nanosecond; the last change of its entry is among them, which nobody can set. Only where nothing is sent: what
 * puts the program somewhere computes it.
 *
 * @param folder for what is remembered; may be missing or unwritable, and be deleted at any time
 */
record RememberedProgram(Path folder) {
    private static final String IDENTITY = "unix:ino,size,lastModifiedTime,ctime";
    private static final Pattern SUM = Pattern.compile("[0-9a-f]{64}");

    /** As {@link Program#of}. */
    Optional<Program> of(Path started) throws IOException {
        if (!Files.isRegularFile(started)) {
            return Optional.empty();
        }
        Optional<String> before = identity(started);
        Optional<Program> known =
                before.flatMap(identity -> remembered(started, identity)).map(sum -> new Program(started, sum));
        if (known.isPresent()) {
            return known;
        }
        Optional<Program> computed = Program.of(started);
        if (before.isPresent() && before.equals(identity(started))) {
            computed.ifPresent(program -> remember(started, before.get() + program.sha256()));
        }
        return computed;
    }

    /** What tells this file from another one under the same name; empty where the system cannot. */
    private static Optional<String> identity(Path file) {
        try {
            Map<String, Object> sorted = new TreeMap<>(Files.readAttributes(file, IDENTITY));
            return Optional.of(sorted + " ");
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Optional<String> remembered(Path started, String identity) {
        try {
            return Whole.read(memory(started))
                    .filter(text -> text.startsWith(identity))
                    .map(text -> text.substring(identity.length()))
                    .filter(sum -> SUM.matcher(sum).matches());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private void remember(Path started, String text) {
        try {
            Whole.write(memory(started), text);
        } catch (IOException e) {
            // The next one computes it again.
        }
    }

    private Path memory(Path started) {
        return folder.resolve(started.toAbsolutePath().toString().replace('/', '-'));
    }
}
