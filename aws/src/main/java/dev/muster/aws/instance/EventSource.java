package dev.muster.aws.instance;

import dev.muster.agent.history.Event;
import dev.muster.agent.history.EventLog;
import dev.muster.aws.synth.Names;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** What the agent has noticed and done. A position is the time of the last event, in microseconds. */
final class EventSource implements LogSource {
    private static final int MOST = 2_000;

    private final EventLog events;
    private long read = -1;
    private long end;

    EventSource(EventLog events) {
        this.events = events;
    }

    @Override
    public String key() {
        return "events";
    }

    @Override
    public String stream() {
        return Names.EVENTS_STREAM;
    }

    @Override
    public Chunk read(long position, Instant now) throws IOException {
        long appended = events.appended();
        if (appended == read && position == end) {
            // All events are parsed to find those after one, and mostly there is none.
            return new Chunk(List.of(), position);
        }
        Instant after = Instant.EPOCH.plus(position, ChronoUnit.MICROS);
        List<Event> fresh = events.since(after).stream()
                .filter(event -> micros(event) > position)
                .limit(MOST)
                .toList();
        long next = fresh.stream().mapToLong(EventSource::micros).max().orElse(position);
        read = fresh.size() < MOST ? appended : -1;
        end = next;
        return new Chunk(
                fresh.stream()
                        .map(event -> new LogLine(
                                Instant.parse(event.at()), event.type() + Names.EVENT_TYPE_END + event.message()))
                        .toList(),
                next);
    }

    private static long micros(Event event) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(event.at()));
    }
}
