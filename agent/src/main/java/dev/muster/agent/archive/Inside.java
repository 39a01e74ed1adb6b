package dev.muster.agent.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * A folder that nothing may leave.
 *
 * @param root absolute and free of links
 */
record Inside(Path root) {
    /**
     * Where an entry of this name goes.
     *
     * @throws UnsafeArchiveException if the name is absolute, has a {@code ..}, or is no name at all
     */
    Path at(String name) throws UnsafeArchiveException {
        Path path = path(name);
        if (path.isAbsolute() || name.startsWith("\\") || goesUp(path)) {
            throw new UnsafeArchiveException("the entry \"" + name + "\" lies outside of the archive");
        }
        return root.resolve(path).normalize();
    }

    /** Makes the folder of an entry. Links are made last, so that no folder on the way can be one. */
    void makeParent(Path entry) throws IOException {
        Files.createDirectories(entry.equals(root) ? root : entry.resolveSibling("."));
    }

    /**
     * Checks a link before it is made: relative, and lexically within.
     *
     * @throws UnsafeArchiveException if it points elsewhere
     */
    void checkTarget(Path link, String target) throws UnsafeArchiveException {
        Path path = path(target);
        if (path.isAbsolute() || !link.resolveSibling(path).normalize().startsWith(root)) {
            throw escapes(link, target);
        }
    }

    /**
     * Checks a link once all links are made: where it really leads, through other links too.
     *
     * @throws UnsafeArchiveException if it leads elsewhere or nowhere
     */
    void checkReal(Path link) throws IOException {
        String target = Files.readSymbolicLink(link).toString();
        if (!Files.exists(link) || !link.toRealPath().startsWith(root.toRealPath(LinkOption.NOFOLLOW_LINKS))) {
            throw escapes(link, target);
        }
    }

    private UnsafeArchiveException escapes(Path link, String target) {
        return new UnsafeArchiveException(
                "the link \"" + root.relativize(link) + "\" points to \"" + target + "\", which is not in the archive");
    }

    private static Path path(String name) throws UnsafeArchiveException {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw new UnsafeArchiveException("the archive has an entry whose name no file can have");
        }
    }

    private static boolean goesUp(Path path) {
        for (Path step : path) {
            if (step.toString().equals("..")) {
                return true;
            }
        }
        return false;
    }
}
