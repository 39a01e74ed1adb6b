package dev.muster.agent.prepare;

import dev.muster.core.problem.MusterException;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Leads from a slot's folder to where its things really lie on a machine of its own. */
final class Links {
    private Links() {}

    /** @throws MusterException if something lies there already: a node has perhaps written it without its volume */
    static void lead(Path from, Path to) throws IOException {
        if (Files.isSymbolicLink(from) && Files.readSymbolicLink(from).equals(to)) {
            return;
        }
        try {
            Files.deleteIfExists(from);
        } catch (DirectoryNotEmptyException e) {
            throw new MusterException(
                    MusterException.Exit.FAILED,
                    from + " is to lead to " + to + " and has something in it",
                    "move what is in it elsewhere, or remove it",
                    e);
        }
        Path parent = from.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        Files.createSymbolicLink(from, to);
    }
}
