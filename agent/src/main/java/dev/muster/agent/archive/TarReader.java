package dev.muster.agent.archive;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** Reads tar. */
final class TarReader implements ArchiveReader {
    private final TarArchiveInputStream tar;

    TarReader(InputStream in) {
        this.tar = new TarArchiveInputStream(in);
    }

    @Override
    public Optional<ArchiveEntry> next() throws IOException {
        TarArchiveEntry entry = tar.getNextEntry();
        return entry == null ? Optional.empty() : Optional.of(entry(entry));
    }

    private static ArchiveEntry entry(TarArchiveEntry entry) {
        String name = entry.getName();
        if (entry.isSymbolicLink()) {
            return new ArchiveEntry.Link(name, entry.getLinkName());
        }
        if (entry.isLink()) {
            return new ArchiveEntry.Twin(name, entry.getLinkName());
        }
        if (entry.isDirectory()) {
            return new ArchiveEntry.Folder(name);
        }
        return isPlain(entry)
                ? new ArchiveEntry.File(name, entry.getSize(), (entry.getMode() & ANY_EXECUTE) != 0)
                : new ArchiveEntry.Odd(name);
    }

    /** The entry's own isFile says yes to pipes and devices. */
    private static boolean isPlain(TarArchiveEntry entry) {
        return switch (entry.getLinkFlag()) {
            case TarConstants.LF_NORMAL, TarConstants.LF_OLDNORM, TarConstants.LF_CONTIG -> !entry.isSparse();
            default -> false;
        };
    }

    @Override
    public InputStream content() {
        return tar;
    }

    @Override
    public void close() throws IOException {
        tar.close();
    }
}
