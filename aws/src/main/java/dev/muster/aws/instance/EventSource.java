package dev.muster.aws.instance;

import dev.muster.agent.history.Event;
import dev.muster.agent.history.EventLog;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** What the agent has noticed and done. A position is the time of the last event, in microseconds. */
record EventSource(EventLog events) implements LogSource {
    private static final int MOST = 2_000;

    @Override
    public String key() {
        return "events";
    }

    @Override
    public String stream() {
        return "agent";
    }

    @Override
    public Chunk read(long position, Instant now) throws IOException {
        Instant after = Instant.EPOCH.plus(position, ChronoUnit.MICROS);
        List<Event> fresh = events.since(after).stream()
                .filter(event -> micros(event) > position)
                .limit(MOST)
                .toList();
        long next = fresh.stream().mapToLong(EventSource::micros).max().orElse(position);
        return new Chunk(
                fresh.stream()
                        .map(event -> new LogLine(Instant.parse(event.at()), event.type() + ": " + event.message()))
                        .toList(),
                next);
    }

    private static long micros(Event event) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(event.at()));
    }
}
