package dev.muster.aws.instance;

import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** A log that is sent on. It is its own spool: what cannot be sent stays where it lies, as long as its owner keeps it. */
interface LogSource {
    /** Short and stable: the position is kept under it. */
    String key();

    /** The last part of the stream's name: {@code node}, {@code agent}, {@code boot}. */
    String stream();

    /**
     * What comes after a position.
     *
     * @param lines whole lines
     * @param next the position after all of them
     */
    record Chunk(List<LogLine> lines, long next) {
        public Chunk {
            lines = List.copyOf(lines);
        }
    }

    /** Notes how long the log is now: what is read later was there by now. */
    default void look(Instant now) throws IOException {}

    /** The next lines, about a megabyte at most. Asked again with one position it begins with the same lines. */
    Chunk read(long position, Instant now) throws IOException;
}
