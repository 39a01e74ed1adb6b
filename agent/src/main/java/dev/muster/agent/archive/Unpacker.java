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

/**
 * Unpacks one archive into an empty folder that nobody else writes to. Nothing lands outside of it: names must be
 * relative and without {@code ..}; symbolic links are made after all else, so that nothing is written through one, and
 * must lead to something inside. Of a file's mode only "executable" is kept: no set-user-id, no foreign owner.
 */
public final class Unpacker {
    private static final int BUFFER = 1 << 16;

    private final Inside inside;
    private final Budget budget;
    private final LongConsumer progress;
    private final Map<Path, String> links = new LinkedHashMap<>();
    private final byte[] buffer = new byte[BUFFER];
    private long bytes;
    private int entries;

    private Unpacker(Inside inside, Budget budget, LongConsumer progress) {
        this.inside = inside;
        this.budget = budget;
        this.progress = progress;
    }

    /**
     * Unpacks.
     *
     * @param kind not {@link ArchiveKind#BARE}
     * @param into exists and is empty; on failure what is in it is of no use
     * @param progress hears bytes written
     * @throws UnsafeArchiveException if the archive wants what it may not
     * @throws IOException if it is broken, or the disk is
     */
    public static void unpack(Path archive, ArchiveKind kind, Path into, Budget budget, LongConsumer progress)
            throws IOException {
        Unpacker unpacker = new Unpacker(new Inside(into.toRealPath()), budget, progress);
        try (ArchiveReader reader = kind.open(archive)) {
            unpacker.run(reader);
        } catch (FileAlreadyExistsException e) {
            throw new UnsafeArchiveException("it has two entries for " + e.getFile());
        }
    }

    /**
     * Unpacks a tar while it comes. Reads to its end marks; what follows them is the caller's to read.
     *
     * @param kind a packed tar
     */
    public static void unpack(InputStream archive, ArchiveKind kind, Path into, Budget budget, LongConsumer progress)
            throws IOException {
        Unpacker unpacker = new Unpacker(new Inside(into.toRealPath()), budget, progress);
        try (ArchiveReader reader = kind.open(archive)) {
            unpacker.run(reader);
        } catch (FileAlreadyExistsException e) {
            throw new UnsafeArchiveException("it has two entries for " + e.getFile());
        }
    }

    private void run(ArchiveReader reader) throws IOException {
        for (Optional<ArchiveEntry> entry = reader.next(); entry.isPresent(); entry = reader.next()) {
            budget.checkEntries(++entries);
            make(entry.get(), inside.at(entry.get().name()), reader);
        }
        for (Map.Entry<Path, String> link : links.entrySet()) {
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
        try (FileChannel out = FileChannel.open(at, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            copy(reader.content(), Channels.newOutputStream(out));
            if (file.executable()) {
                out.force(false); // A program cut short by a power cut would look installed.
            }
        }
        mode(at, file.executable());
    }

    private void copy(InputStream in, OutputStream out) throws IOException {
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            bytes += count;
            budget.checkBytes(bytes);
            out.write(buffer, 0, count);
            progress.accept(bytes);
        }
    }

    private static void mode(Path file, boolean executable) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
    }

    private void remember(Path at, String target) throws IOException {
        inside.checkTarget(at, target);
        if (links.put(at, target) != null) {
            throw new FileAlreadyExistsException(at.toString());
        }
    }

    private static void twin(Path at, Path first) throws IOException {
        if (!Files.isRegularFile(first, LinkOption.NOFOLLOW_LINKS)) {
            throw new UnsafeArchiveException("\"" + at.getFileName() + "\" is a second name of what is not there");
        }
        Files.createLink(at, first);
    }
}
