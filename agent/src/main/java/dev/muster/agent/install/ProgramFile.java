package dev.muster.agent.install;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;

/** The file that is run. */
final class ProgramFile {
    private ProgramFile() {}

    /** Whether it can be run. */
    static boolean isThere(Path program) {
        return Files.isRegularFile(program) && Files.isExecutable(program);
    }

    /** Zips made on Windows forget it, and bare programs come without. */
    static void makeExecutable(Path program) throws IOException {
        Set<PosixFilePermission> modes = EnumSet.copyOf(Files.getPosixFilePermissions(program));
        modes.addAll(EnumSet.of(
                PosixFilePermission.OWNER_EXECUTE,
                PosixFilePermission.GROUP_EXECUTE,
                PosixFilePermission.OTHERS_EXECUTE,
                PosixFilePermission.OWNER_READ,
                PosixFilePermission.GROUP_READ,
                PosixFilePermission.OTHERS_READ));
        Files.setPosixFilePermissions(program, modes);
    }
}
