package dev.muster.cli.command;

import dev.muster.core.problem.MusterException;
import dev.muster.core.problem.MusterException.Exit;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** For commands that write one file: what is there is replaced only on purpose. */
final class NewFile {
    @Option(names = "--yes", description = "replace a file that is there")
    boolean yes;

    /** Whether the file may be written. */
    void allow(Path file) {
        if (Files.exists(file) && !yes) {
            throw new MusterException(
                    Exit.UNCONFIRMED,
                    file + " is there already and was not changed",
                    "to replace it add --yes; to write elsewhere add -o FILE");
        }
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            throw MusterException.invalid("there is no folder " + folder, "make it, or write elsewhere: -o FILE");
        }
    }
}
