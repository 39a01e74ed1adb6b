package dev.muster.agent.archive;

import com.github.luben.zstd.ZstdInputStream;
import dev.muster.agent.packing.Mark;
import dev.muster.agent.packing.MarkedStream;
import dev.muster.agent.packing.Unmarked;
import dev.muster.agent.packing.gzip.GzipMarks;
import dev.muster.agent.packing.xz.XzMarks;
import dev.muster.agent.packing.zstd.ZstdMarks;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.tukaani.xz.XZInputStream;

/** How a downloaded file is packed; told from its name, before anything is fetched. */
public enum ArchiveKind {
    /** {@code .tar.gz}, {@code .tgz}. */
    TAR_GZ(".tar.gz .tgz"),
    /** {@code .tar.xz}, {@code .txz}. */
    TAR_XZ(".tar.xz .txz"),
    /** {@code .tar.zst}, {@code .tzst}. */
    TAR_ZST(".tar.zst .tzst"),
    /** {@code .zip}. */
    ZIP(".zip"),
    /** The program itself. */
    BARE("");

    /** Endings of what is packed in a way that is not read here; not a bare program. */
    private static final List<String> UNREAD = List.of(
            ".tar", ".gz", ".bz2", ".xz", ".zst", ".7z", ".rar", ".deb", ".rpm", ".dmg", ".exe", ".jar", ".lz",
            ".tbz2");

    private static final int BUFFER = 1 << 16;
    private static final int XZ_MEMORY_KIB = 256 * 1024;

    private final String endings;

    ArchiveKind(String endings) {
        this.endings = endings;
    }

    /** The kind of a file of this name; empty if it is packed in a way that Muster does not read. */
    public static Optional<ArchiveKind> ofName(String fileName) {
        String name = fileName.toLowerCase(Locale.ROOT);
        for (ArchiveKind kind : values()) {
            if (kind != BARE && Arrays.stream(kind.endings.split(" ")).anyMatch(name::endsWith)) {
                return Optional.of(kind);
            }
        }
        return UNREAD.stream().anyMatch(name::endsWith) ? Optional.empty() : Optional.of(BARE);
    }

    /** Opens an archive of this kind; never of {@link #BARE}. */
    ArchiveReader open(Path archive) throws IOException {
        if (this == ZIP) {
            return new ZipReader(archive);
        }
        InputStream packed = new BufferedInputStream(Files.newInputStream(archive), BUFFER);
        try {
            return new TarReader(unpacking(packed));
        } catch (IOException e) {
            packed.close();
            throw e;
        }
    }

    /**
     * What a packed tar unpacks to, while it comes; never a {@link #ZIP}, whose directory is at its end.
     *
     * @param from the mark at which the stream begins; empty: its start
     * @throws IOException if it is no such archive, or the mark none of this kind
     */
    public MarkedStream unpacking(InputStream packed, Optional<Mark> from) throws IOException {
        return from.isPresent() ? goingOn(packed, from.get()) : fromTheStart(packed);
    }

    private MarkedStream fromTheStart(InputStream packed) throws IOException {
        return switch (this) {
            case TAR_GZ -> GzipMarks.possible() ? GzipMarks.open(packed) : new Unmarked(unpacking(packed));
            case TAR_XZ -> XzMarks.open(packed);
            case TAR_ZST -> ZstdMarks.open(packed);
            case ZIP, BARE -> throw noTar();
        };
    }

    private MarkedStream goingOn(InputStream packed, Mark mark) throws IOException {
        return switch (this) {
            case TAR_GZ -> {
                if (!GzipMarks.possible()) {
                    throw new IOException("there is no libz any more that could go on");
                }
                yield GzipMarks.open(packed, mark);
            }
            case TAR_XZ -> XzMarks.open(packed, mark);
            case TAR_ZST -> ZstdMarks.open(packed, mark);
            case ZIP, BARE -> throw noTar();
        };
    }

    private InputStream unpacking(InputStream packed) throws IOException {
        return switch (this) {
            case TAR_GZ -> new GZIPInputStream(packed, BUFFER);
            case TAR_XZ -> new XZInputStream(packed, XZ_MEMORY_KIB);
            case TAR_ZST -> new ZstdInputStream(packed);
            case ZIP, BARE -> throw noTar();
        };
    }

    private IllegalStateException noTar() {
        return new IllegalStateException(this + " is no tar");
    }
}
