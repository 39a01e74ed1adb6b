package dev.muster.agent.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Iterator;
import java.util.Optional;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/** Reads zip from its directory, where Unix modes and links are. */
final class ZipReader implements ArchiveReader {
    private final ZipFile zip;
    private final Iterator<ZipArchiveEntry> entries;
    private Optional<ZipArchiveEntry> current = Optional.empty();
    private InputStream content = InputStream.nullInputStream();

    ZipReader(Path archive) throws IOException {
        this.zip = ZipFile.builder().setPath(archive).get();
        this.entries = Collections.list(zip.getEntriesInPhysicalOrder()).iterator();
    }

    @Override
    public Optional<ArchiveEntry> next() throws IOException {
        current = entries.hasNext() ? Optional.of(entries.next()) : Optional.empty();
        return current.isPresent() ? Optional.of(entry(current.get())) : Optional.empty();
    }

    private ArchiveEntry entry(ZipArchiveEntry entry) throws IOException {
        if (entry.isUnixSymlink()) {
            return new ArchiveEntry.Link(entry.getName(), zip.getUnixSymlink(entry));
        }
        return entry.isDirectory()
                ? new ArchiveEntry.Folder(entry.getName())
                : new ArchiveEntry.File(entry.getName(), entry.getSize(), (entry.getUnixMode() & ANY_EXECUTE) != 0);
    }

    @Override
    public InputStream content() throws IOException {
        content.close();
        content = zip.getInputStream(current.orElseThrow());
        return content;
    }

    @Override
    public void close() throws IOException {
        content.close();
        zip.close();
    }
}
