package dev.muster.aws.instance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Tries whether a disk takes a write. */
final class DiskTry {
    private final Path probe;

    /** @param folder on that disk */
    DiskTry(Path folder) {
        this.probe = folder.resolve(".muster-write");
    }

    /** Full is not broken, and what is not there cannot be tried. */
    boolean broken() {
        Path folder = probe.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            return false;
        }
        try {
            Files.writeString(probe, "");
            Files.delete(probe);
            return false;
        } catch (IOException e) {
            // What strerror says of EROFS and EIO, glibc 2.41 (2026-11-23).
            String why = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
            return why.contains("read-only file system") || why.contains("input/output error");
        }
    }
}
