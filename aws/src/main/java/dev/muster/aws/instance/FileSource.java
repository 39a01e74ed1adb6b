package dev.muster.aws.instance;

import dev.muster.agent.log.LiveLog;
import dev.muster.agent.log.LogReader;
import dev.muster.core.value.ByteSize;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The log of a program in its file and the parts that were put aside. */
final class FileSource implements LogSource {
    /** Looks that are remembered: five seconds apart, they tell the times of an hour without network. */
    private static final int LOOKS = 720;

    private final String key;
    private final String stream;
    private final String prefix;
    private final LogReader reader;
    private final TreeMap<Long, Instant> looks = new TreeMap<>();

    /** @param prefix before each line; empty where the stream has one log alone */
    FileSource(String key, String stream, String prefix, LiveLog log) {
        this.key = key;
        this.stream = stream;
        this.prefix = prefix;
        this.reader = new LogReader(log);
    }

    @Override
    public String key() {
        return key;
    }

    @Override
    public String stream() {
        return stream;
    }

    @Override
    public void look(Instant now) throws IOException {
        looks.putIfAbsent(reader.end(), now);
        if (looks.size() > LOOKS) {
            looks.pollFirstEntry();
        }
    }

    @Override
    public Chunk read(long position, Instant now) throws IOException {
        List<LogLine> lines = new ArrayList<>();
        long end = reader.end();
        if (position == end) {
            return new Chunk(List.of(), position);
        }
        long oldest = reader.oldest();
        if (position > end) {
            // Somebody made the file anew: what is in it now was never sent.
            return new Chunk(List.of(), 0);
        }
        if (position < oldest) {
            String gone = new ByteSize(oldest - position) + " of the log were dropped before they could be sent";
            return new Chunk(List.of(new LogLine(now, prefix + "[muster: " + gone + "]")), oldest);
        }
        LogReader.Slice slice = reader.from(position);
        long at = position;
        for (String line : slice.text().lines().toList()) {
            at += line.getBytes(StandardCharsets.UTF_8).length + 1;
            lines.add(new LogLine(seen(at, now), prefix + line));
        }
        return new Chunk(lines, slice.next());
    }

    /** When the byte before a position was first seen to be there. */
    private Instant seen(long position, Instant now) {
        Map.Entry<Long, Instant> look = looks.ceilingEntry(position);
        return look == null ? now : look.getValue();
    }
}
