package dev.muster.agent.log;

import dev.muster.agent.log.LiveLog.Part;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** Reads a log across its parts by position. */
public final class LogReader {
    private static final int MOST = 1 << 20;

    private final LiveLog log;

    public LogReader(LiveLog log) {
        this.log = log;
    }

    /** Position after the last byte. */
    public long end() throws IOException {
        return Files.exists(log.file()) ? Files.size(log.file()) : 0;
    }

    /** Position of the oldest byte that is kept. */
    public long oldest() throws IOException {
        List<Part> parts = log.parts();
        return parts.isEmpty() ? 0 : parts.getFirst().begin();
    }

    /**
     * What was written from a position on.
     *
     * @param text whole lines, at most a megabyte
     * @param next position to go on from
     */
    public record Slice(String text, long next) {}

    /** Whole lines from a position on; from the oldest kept byte if the position is older. */
    public Slice from(long position) throws IOException {
        for (Part part : log.parts()) {
            if (position < part.end()) {
                long begin = Math.max(position, part.begin());
                return lines(read(part.file(), begin - part.begin(), part.end() - begin), begin, true);
            }
        }
        long begin = Math.max(position, log.begin());
        Slice slice = lines(read(log.file(), begin, end() - begin), begin, false);
        // What has been put aside meanwhile may have been read as a hole, or passed over.
        return log.begin() > position ? from(position) : slice;
    }

    /** The last lines, the oldest first. */
    public List<String> last(int lines) throws IOException {
        long begin = Math.max(0, end() - 256L * 1024);
        StringBuilder text = new StringBuilder();
        for (long at = begin; ; ) {
            Slice slice = from(at);
            text.append(slice.text());
            if (slice.next() <= at) {
                break;
            }
            at = slice.next();
        }
        List<String> all = text.toString().lines().toList();
        return all.subList(Math.max(0, all.size() - lines), all.size());
    }

    private static Slice lines(byte[] bytes, long begin, boolean whole) {
        int end = bytes.length;
        if (!whole || bytes.length == MOST) {
            while (end > 0 && bytes[end - 1] != '\n') {
                end--;
            }
            if (end == 0 && bytes.length == MOST) {
                end = bytes.length;
            }
        }
        return new Slice(new String(bytes, 0, end, StandardCharsets.UTF_8), begin + end);
    }

    private static byte[] read(Path file, long from, long length) throws IOException {
        if (length <= 0 || !Files.exists(file)) {
            return new byte[0];
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer block = ByteBuffer.allocate((int) Math.min(length, MOST));
            while (block.hasRemaining() && channel.read(block, from + block.position()) > 0) {}
            out.write(block.array(), 0, block.position());
        }
        return out.toByteArray();
    }
}
