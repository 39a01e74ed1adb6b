package dev.muster.agent.identity;

import dev.muster.core.node.NodeRenderer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** A small archive in memory, a tar with gzip: the same files give the same bytes. */
public final class IdentityArchive {
    /** What a copy may unpack to: it is small by nature, and who made it is trusted no further than that. */
    private static final int MOST_BYTES = 64 << 20;

    /** As the bits of a mode, the lowest first. */
    private static final List<PosixFilePermission> RIGHTS = List.of(
            PosixFilePermission.OTHERS_EXECUTE,
            PosixFilePermission.OTHERS_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.GROUP_EXECUTE,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.OWNER_EXECUTE,
            PosixFilePermission.OWNER_WRITE,
            PosixFilePermission.OWNER_READ);

    private IdentityArchive() {}

    /**
     * A file.
     *
     * @param mode its rights, nine bits
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Kept(int mode, byte[] bytes) {
        /** What tells it from another. */
        String checksum() {
            return NodeRenderer.sha256(bytes);
        }

        Set<PosixFilePermission> rights() {
            Set<PosixFilePermission> rights = EnumSet.noneOf(PosixFilePermission.class);
            for (int bit = 0; bit < RIGHTS.size(); bit++) {
                if ((mode & 1 << bit) != 0) {
                    rights.add(RIGHTS.get(bit));
                }
            }
            return rights;
        }

        static Kept of(Path file) throws IOException {
            int mode = 0;
            for (PosixFilePermission right : Files.getPosixFilePermissions(file)) {
                mode |= 1 << RIGHTS.indexOf(right);
            }
            return new Kept(mode, Files.readAllBytes(file));
        }
    }

    /** Packs files by their path. */
    public static byte[] pack(Map<String, Kept> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            for (Map.Entry<String, Kept> file : new TreeMap<>(files).entrySet()) {
                TarArchiveEntry entry = new TarArchiveEntry(file.getKey());
                entry.setMode(0100000 | file.getValue().mode());
                entry.setModTime(0L);
                entry.setSize(file.getValue().bytes().length);
                tar.putArchiveEntry(entry);
                tar.write(file.getValue().bytes());
                tar.closeArchiveEntry();
            }
        }
        return bytes.toByteArray();
    }

    /** @throws IOException if it is no such archive */
    public static SortedMap<String, Kept> unpack(byte[] archive) throws IOException {
        SortedMap<String, Kept> files = new TreeMap<>();
        int left = MOST_BYTES;
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new GZIPInputStream(new ByteArrayInputStream(archive)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (!entry.isFile()) {
                    throw new IOException("\"" + entry.getName() + "\" in it is no file");
                }
                byte[] bytes = tar.readNBytes(left + 1);
                left -= bytes.length;
                if (left < 0) {
                    throw new IOException("it unpacks to more than a copy of an identity can be");
                }
                files.put(entry.getName(), new Kept(entry.getMode() & 0777, bytes));
            }
        }
        return files;
    }
}
