package dev.muster.agent.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** A layer with a shell and little else, of Debian's busybox-static. */
public final class Busybox {
    private static final String[] NAMES = {"sh", "sleep", "id", "env", "cat", "touch", "echo"};

    private Busybox() {}

    /** The layer as a tar; the same bytes each time. */
    public static byte[] tar() throws IOException {
        Path busybox = Needs.tool("busybox");
        Needs.that(isStatic(busybox), "a busybox without libraries (busybox-static)");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            TarArchiveEntry program = new TarArchiveEntry("bin/busybox");
            program.setMode(0100755);
            program.setSize(Files.size(busybox));
            program.setModTime(0);
            tar.putArchiveEntry(program);
            Files.copy(busybox, tar);
            tar.closeArchiveEntry();
            for (String name : NAMES) {
                TarArchiveEntry link = new TarArchiveEntry("bin/" + name, TarConstants.LF_SYMLINK);
                link.setLinkName("busybox");
                link.setModTime(0);
                tar.putArchiveEntry(link);
                tar.closeArchiveEntry();
            }
        }
        return bytes.toByteArray();
    }

    private static boolean isStatic(Path program) throws IOException {
        // A program with libraries names the loader that finds them.
        return !new String(Files.readAllBytes(program), java.nio.charset.StandardCharsets.ISO_8859_1)
                .contains("/lib64/ld-linux");
    }

    /** The same, packed. */
    public static byte[] gzipped(byte[] tar) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(tar);
        }
        return bytes.toByteArray();
    }
}
