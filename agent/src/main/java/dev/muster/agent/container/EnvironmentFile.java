package dev.muster.agent.container;

import dev.muster.core.problem.MusterException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;

/** The file that carries a container's environment, secrets too: readable by its owner alone, from its first byte. */
public final class EnvironmentFile {
    private EnvironmentFile() {}

    /**
     * Writes it, replacing an older one at once.
     *
     * @throws MusterException if a name or value holds a line break, which this form cannot carry, or the disk fails
     */
    public static void write(Path file, Map<String, String> environment) {
        String text = text(environment);
        try {
            Path fresh = file.resolveSibling(file.getFileName() + ".new");
            Files.deleteIfExists(fresh);
            Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(fresh, text);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new MusterException(
                    MusterException.Exit.FAILED, file + " cannot be written: " + e.getMessage(), "", e);
        }
    }

    static String text(Map<String, String> environment) {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(environment).forEach((name, value) -> text.append(line(name, value)));
        return text.toString();
    }

    private static String line(String name, String value) {
        String line = name + "=" + value;
        if (line.contains("\n") || line.contains("\r") || name.isEmpty() || name.contains("=")) {
            throw MusterException.invalid(
                    "the variable \"" + name + "\" cannot be handed to a container: a line break in it", "");
        }
        return line + "\n";
    }
}
