package dev.muster.agent.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;

/** Makes the entries of one archive in a folder, in their order, and counts them. */
final class Making implements ComingTar.Count {
    private static final int BUFFER = 1 << 16;

    private final Inside inside;
    private final Budget budget;
    private final Map<Path, String> links = new LinkedHashMap<>();
    private final byte[] buffer = new byte[BUFFER];
    private long bytes;
    private int entries;
    private long bytesBefore;
    private int entriesBefore;
    /** Of the entry that comes first, if an earlier run had begun it. */
    private long kept;
    /** Whether what lies in an entry's place is a leftover of a run that had come further than what was written down. */
    private boolean replaces;

    private LongConsumer progress = _ -> {};

    Making(Inside inside, Budget budget) {
        this.inside = inside;
        this.budget = budget;
    }

    /** Goes on where an earlier run had got to. */
    void goOn(Place from) {
        entries = from.before().entries();
        bytes = from.before().bytes();
        from.before().links().forEach((link, target) -> links.put(inside.root().resolve(link), target));
        kept = from.content().orElse(0);
        replaces = true;
        entryBegins();
    }

    @Override
    public void entryBegins() {
        entriesBefore = entries;
        bytesBefore = bytes;
    }

    /** A link comes with nothing but its header, so that none was made since. */
    @Override
    public Place.Made before() {
        Map<String, String> made = new LinkedHashMap<>();
        links.forEach((link, target) -> made.put(inside.root().relativize(link).toString(), target));
        return new Place.Made(entriesBefore, bytesBefore, made);
    }

    /**
     * Makes all that the reader gives, the links at the end.
     *
     * @param watch hears bytes of files, as they are written
     */
    void all(ArchiveReader reader, LongConsumer watch) throws IOException {
        progress = watch;
        for (Optional<ArchiveEntry> entry = reader.next(); entry.isPresent(); entry = reader.next()) {
            budget.checkEntries(++entries);
            make(entry.get(), inside.at(entry.get().name()), reader);
        }
        for (Map.Entry<Path, String> link : links.entrySet()) {
            if (replaces && Files.isSymbolicLink(link.getKey())) {
                Files.delete(link.getKey());
            }
            Files.createSymbolicLink(link.getKey(), Path.of(link.getValue()));
        }
        for (Path link : links.keySet()) {
            inside.checkReal(link);
        }
    }

    private void make(ArchiveEntry entry, Path at, ArchiveReader reader) throws IOException {
        inside.makeParent(at);
        switch (entry) {
            case ArchiveEntry.File file -> write(file, at, reader);
            case ArchiveEntry.Folder _ -> Files.createDirectories(at);
            case ArchiveEntry.Link link -> remember(at, link.target());
            case ArchiveEntry.Twin twin -> twin(at, inside.at(twin.target()));
            case ArchiveEntry.Odd odd ->
                throw new UnsafeArchiveException("\"" + odd.name() + "\" is neither file, folder nor link");
        }
    }

    private void write(ArchiveEntry.File file, Path at, ArchiveReader reader) throws IOException {
        long there = Math.min(kept, file.size());
        kept = 0;
        try (FileChannel out = there > 0 ? begun(at, there) : fresh(at)) {
            copy(reader.content(), Channels.newOutputStream(out));
            if (file.executable()) {
                out.force(false); // A program cut short by a power cut would look installed.
            }
        }
        Files.setPosixFilePermissions(
                at, PosixFilePermissions.fromString(file.executable() ? "rwxr-xr-x" : "rw-r--r--"));
    }

    private FileChannel fresh(Path at) throws IOException {
        makeWay(at);
        return FileChannel.open(at, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    private void makeWay(Path at) throws IOException {
        if (replaces && !Files.isDirectory(at, LinkOption.NOFOLLOW_LINKS)) {
            Files.deleteIfExists(at);
        }
    }

    /** What an earlier run had written of it stays. */
    private FileChannel begun(Path at, long there) throws IOException {
        FileChannel out = FileChannel.open(at, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        if (out.size() < there) {
            out.close();
            throw new IOException("what an earlier run had unpacked of " + at.getFileName() + " is not there any more");
        }
        bytes += there;
        return out.position(there);
    }

    private void copy(InputStream in, OutputStream out) throws IOException {
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            bytes += count;
            budget.checkBytes(bytes);
            out.write(buffer, 0, count);
            progress.accept(bytes);
        }
    }

    private void remember(Path at, String target) throws IOException {
        inside.checkTarget(at, target);
        if (links.put(at, target) != null) {
            throw new FileAlreadyExistsException(at.toString());
        }
    }

    private void twin(Path at, Path first) throws IOException {
        if (!Files.isRegularFile(first, LinkOption.NOFOLLOW_LINKS)) {
            throw new UnsafeArchiveException("\"" + at.getFileName() + "\" is a second name of what is not there");
        }
        makeWay(at);
        Files.createLink(at, first);
    }
}
