package dev.muster.agent.archive;

import dev.muster.agent.packing.Mark;
import dev.muster.agent.packing.MarkedStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A tar that is read while it comes, and says where another one can go on. For one thread. */
final class ComingTar implements ArchiveReader {
    /** Counts what is made. */
    interface Count {
        /** A header begins: all that came before it is made. */
        void entryBegins();

        /** What was made when that was last said. */
        Place.Made before();
    }

    private final MarkedStream unpacking;
    private final Count count;
    private final Tape tape;
    private final TarReader reader;
    private Optional<Rest> rest = Optional.empty();
    private Optional<Place> begun = Optional.empty();
    private boolean inFile;
    private boolean global;
    private @Nullable Mark mark;
    private @Nullable Place place;

    private ComingTar(MarkedStream unpacking, int ahead, Optional<Place> from, Count count) {
        this.unpacking = unpacking;
        this.count = count;
        InputStream tar = new Ahead(unpacking, ahead);
        this.tape = from.isPresent() ? tape(tar, from.get()) : new Tape(tar, 0, count::entryBegins, this::look);
        this.reader = new TarReader(tape);
        this.begun = from.filter(place -> place.content().isPresent());
    }

    /**
     * Opens a tar.
     *
     * @param ahead bytes of a buffer that is read ahead
     * @param from where to begin, at whose mark the stream begins; empty: at the start
     */
    static ComingTar open(MarkedStream unpacking, int ahead, Optional<Place> from, Count count) {
        return new ComingTar(unpacking, ahead, from, count);
    }

    private Tape tape(InputStream rest, Place from) {
        long at = from.mark().unpacked();
        byte[] header = from.header();
        if (from.content().isPresent()) {
            return new Tape(rest, at, header, from.content().getAsLong(), count::entryBegins, this::look);
        }
        InputStream whole = new SequenceInputStream(new ByteArrayInputStream(header), rest);
        return new Tape(whole, at - header.length, count::entryBegins, this::look);
    }

    @Override
    public Optional<ArchiveEntry> next() throws IOException {
        if (begun.isPresent()) {
            Place from = begun.get();
            begun = Optional.empty();
            return Optional.of(first(from));
        }
        if (rest.isPresent()) {
            rest = Optional.empty();
            tape.skipNBytes(tape.fill());
        }
        tape.entryBegins();
        Optional<ArchiveEntry> entry = reader.next();
        tape.contentBegins();
        inFile = entry.filter(ArchiveEntry.File.class::isInstance).isPresent();
        global |= TarHeader.isGlobal(tape.header());
        return entry;
    }

    /** The entry in whose midst the place is: a file, of which the rest comes. */
    private ArchiveEntry first(Place from) throws IOException {
        ArchiveEntry entry = new TarReader(new ByteArrayInputStream(from.header()))
                .next()
                .orElseThrow(() -> new IOException("what an earlier run wrote down has no entry"));
        if (!(entry instanceof ArchiveEntry.File file)) {
            throw new IOException(
                    "what an earlier run wrote down is within \"" + entry.name() + "\", which is no file");
        }
        inFile = true;
        rest = Optional.of(
                new Rest(tape, Math.max(0, file.size() - from.content().orElse(0))));
        return file;
    }

    @Override
    public InputStream content() {
        return rest.isPresent() ? rest.get() : reader.content();
    }

    /** Asks for a place where another run can go on. */
    void ask() {
        mark = null;
        place = null;
        unpacking.ask();
    }

    /** The place that was asked for, once; what was read up to now has to be written before it is used. */
    Optional<Place> place() {
        Optional<Place> found = Optional.ofNullable(place);
        place = null;
        return found;
    }

    private void look() {
        if (mark == null) {
            mark = unpacking.take().orElse(null);
        }
        Mark reached = mark;
        if (reached != null && tape.at() >= reached.unpacked()) {
            mark = null;
            place = placeOf(reached).orElse(null);
            if (place == null && !global) {
                unpacking.ask();
            }
        }
    }

    /** None after a header that is about all entries: who begins later would not know of it. */
    private Optional<Place> placeOf(Mark reached) {
        long at = reached.unpacked();
        if (global || !tape.covers(at)) {
            return Optional.empty();
        }
        OptionalLong content = tape.contentUpTo(at);
        if (!inFile && content.orElse(0) > 0) {
            return Optional.empty();
        }
        return Optional.of(
                new Place(reached, count.before(), tape.headerUpTo(at), inFile ? content : OptionalLong.empty()));
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
