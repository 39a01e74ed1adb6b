package dev.muster.agent.archive;

import dev.muster.agent.packing.MarkedStream;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * Unpacks one archive into a folder that nobody else writes to. Nothing lands outside of it: names must be
 * relative and without {@code ..}; symbolic links are made after all else, so that nothing is written through one, and
 * must lead to something inside. Of a file's mode only "executable" is kept: no set-user-id, no foreign owner.
 */
public final class Unpacker {
    private Unpacker() {}

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
        Making making = new Making(new Inside(into.toRealPath()), budget);
        try (ArchiveReader reader = kind.open(archive)) {
            making.all(reader, progress);
        } catch (FileAlreadyExistsException e) {
            throw new UnsafeArchiveException("it has two entries for " + e.getFile());
        }
    }

    /**
     * Unpacks a tar while it comes. Reads to its end marks; what follows them is the caller's to read.
     *
     * @param tar what the archive unpacks to, from its start, or from the place's mark on
     * @param begun where an earlier run had got to, whose folder this is; empty: nowhere, and the folder is empty
     * @param watch hears how far it is, too
     */
    public static void unpack(MarkedStream tar, Optional<Place> begun, Path into, Budget budget, UnpackWatch watch)
            throws IOException {
        unpack(tar, Ahead.SIZE, begun, into, budget, watch);
    }

    static void unpack(MarkedStream tar, int ahead, Optional<Place> begun, Path into, Budget budget, UnpackWatch watch)
            throws IOException {
        Making making = new Making(new Inside(into.toRealPath()), budget);
        begun.ifPresent(making::goOn);
        try (ComingTar reader = ComingTar.open(tar, ahead, begun, making)) {
            making.all(reader, bytes -> tell(bytes, reader, watch));
        } catch (FileAlreadyExistsException e) {
            throw new UnsafeArchiveException("it has two entries for " + e.getFile());
        }
    }

    private static void tell(long bytes, ComingTar reader, UnpackWatch watch) {
        reader.place().ifPresent(watch::place);
        watch.written(bytes);
        if (watch.wantsPlace()) {
            reader.ask();
        }
    }
}
