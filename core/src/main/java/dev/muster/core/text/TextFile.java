package dev.muster.core.text;

import dev.muster.core.problem.MusterException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files that people write. */
public final class TextFile {
    private TextFile() {}

    /** The whole text of a file; one that is not UTF-8 is refused with its name. */
    public static String read(Path file) throws IOException {
        try {
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw MusterException.invalid(
                    file + " is not UTF-8 text", "save it as UTF-8, or see whether it is the right file");
        }
    }
}
