package dev.muster.agent.log;

import dev.muster.agent.files.Whole;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The log of a program that holds the file open and cannot be asked to open another. A full part is copied into an
 * archive whose name says which bytes it holds, and then punched out of the file: positions stay what they are, so that
 * nothing is lost or doubled, whoever dies in between. Where the file system knows no holes the file grows until the
 * program is started again.
 */
public final class LiveLog {
    private static final Pattern ARCHIVE = Pattern.compile("(.+)\\.(\\d{15})-(\\d{15})");

    private final Path file;
    private final long most;
    private final int archives;
    private final Punch hole;
    private boolean punched;

    /**
     * @param most bytes after which a part is put aside
     * @param archives how many parts are kept
     */
    public LiveLog(Path file, long most, int archives) {
        this(file, most, archives, Hole::punch);
    }

    /** @param hole gives space back; a test dies there */
    LiveLog(Path file, long most, int archives, Punch hole) {
        this.file = file;
        this.most = most;
        this.archives = archives;
        this.hole = hole;
    }

    /** Frees the bytes of a file before a position. */
    @FunctionalInterface
    interface Punch {
        void before(Path file, long end) throws IOException;
    }

    /** The file a program writes to. */
    public Path file() {
        return file;
    }

    /** Puts aside what is full. Call it now and then. */
    public void tick() throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        long begin = begin();
        if (!punched) {
            // An earlier agent may have died between archive and hole.
            punch(begin);
            punched = true;
        }
        if (Files.size(file) - begin >= most) {
            long end = endOfLastLine(begin);
            if (end > begin) {
                archive(begin, end);
                punch(end);
                forget();
            }
        }
    }

    /** Before the program is started: what it wrote goes aside, and it begins a new file if there were holes. */
    public void beforeStart() throws IOException {
        Path parent = file.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        if (Files.exists(file) && begin() > 0) {
            long begin = begin();
            long end = Files.size(file);
            if (end > begin) {
                archive(begin, end);
            }
            // Archives of the old file keep their names' order: the new file's positions begin where it ended.
            startAt(end);
            forget();
        }
    }

    /** Gives the new file the length of the old one without its bytes, so that positions only ever grow. */
    private void startAt(long position) throws IOException {
        Path fresh = file.resolveSibling("." + file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        try (RandomAccessFile hole = new RandomAccessFile(fresh.toFile(), "rw")) {
            hole.setLength(position);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** The last lines, the oldest first. */
    public List<String> last(int lines) throws IOException {
        return new LogReader(this).last(lines);
    }

    /** Position of the first byte that is in the file and in no archive. */
    long begin() throws IOException {
        List<Part> parts = parts();
        return parts.isEmpty() ? 0 : parts.getLast().end();
    }

    /** Parts that were put aside, the oldest first. */
    List<Part> parts() throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.flatMap(this::part)
                    .sorted(Comparator.comparingLong(Part::begin))
                    .toList();
        }
    }

    /**
     * A part that was put aside.
     *
     * @param begin position of its first byte
     * @param end position after its last byte
     */
    record Part(Path file, long begin, long end) {}

    private Stream<Part> part(Path path) {
        Matcher form = ARCHIVE.matcher(String.valueOf(path.getFileName()));
        return form.matches() && form.group(1).equals(String.valueOf(file.getFileName()))
                ? Stream.of(new Part(path, Long.parseLong(form.group(2)), Long.parseLong(form.group(3))))
                : Stream.empty();
    }

    private void archive(long begin, long end) throws IOException {
        Path part = file.resolveSibling("%s.%015d-%015d".formatted(file.getFileName(), begin, end));
        Path fresh = file.resolveSibling("." + part.getFileName());
        try (FileChannel from = FileChannel.open(file, StandardOpenOption.READ);
                FileChannel to = FileChannel.open(
                        fresh,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING)) {
            long done = begin;
            while (done < end) {
                done += from.transferTo(done, end - done, to);
            }
            to.force(true);
        }
        Files.move(fresh, part, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private void punch(long end) throws IOException {
        if (end > 0) {
            hole.before(file, end);
        }
    }

    private void forget() throws IOException {
        List<Part> parts = parts();
        for (Part part : parts.subList(0, Math.max(0, parts.size() - archives))) {
            Whole.remove(part.file());
        }
    }

    private long endOfLastLine(long begin) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long end = channel.size();
            ByteBuffer block = ByteBuffer.allocate(8192);
            while (end > begin) {
                long from = Math.max(begin, end - block.capacity());
                block.clear().limit((int) (end - from));
                channel.read(block, from);
                for (int i = block.position() - 1; i >= 0; i--) {
                    if (block.get(i) == '\n') {
                        return from + i + 1;
                    }
                }
                end = from;
            }
            return begin;
        }
    }
}
