package dev.muster.agent.archive;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Reads an archive entry by entry. */
interface ArchiveReader extends Closeable {
    /** Bits of a Unix mode that make a file executable. */
    int ANY_EXECUTE = 0111;

    /** The next entry; empty at the end. */
    Optional<ArchiveEntry> next() throws IOException;

    /** The content of the file that {@link #next} gave last; the reader closes it. */
    InputStream content() throws IOException;
}
