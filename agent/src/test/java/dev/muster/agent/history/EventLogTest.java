package dev.muster.agent.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventLogTest {
    private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    Path folder;

    @Test
    void tellsWhatHappenedSince() throws IOException {
        EventLog log = new EventLog(folder.resolve("new"), 1 << 20);
        for (int i = 0; i < 5; i++) {
            log.append(event(i));
        }
        assertThat(log.since(T0.plusSeconds(2))).containsExactly(event(3), event(4));
        assertThat(log.tail(1)).containsExactly(event(4));
        assertThat(log.tail(99)).hasSize(5);
        assertThat(log.since(T0.plusSeconds(9))).isEmpty();
    }

    @Test
    void nothingIsThereBeforeTheFirst() throws IOException {
        assertThat(new EventLog(folder, 1000).tail(5)).isEmpty();
    }

    @Test
    void theSizeIsBoundedAndTheNewestStay() throws IOException {
        EventLog log = new EventLog(folder, 10_000);
        for (int i = 0; i < 1000; i++) {
            log.append(event(i));
        }
        long bytes = Files.size(folder.resolve("events.jsonl")) + Files.size(folder.resolve("events.1.jsonl"));
        assertThat(bytes).isBetween(5_000L, 10_000L);
        List<Event> kept = log.tail(1000);
        assertThat(kept.getLast()).isEqualTo(event(999));
        assertThat(kept)
                .hasSizeGreaterThan(40)
                .isEqualTo(log.since(kept.getFirst().when().minusSeconds(1)));
    }

    @Test
    void aTornLineIsDropped() throws IOException {
        EventLog log = new EventLog(folder, 1 << 20);
        log.append(event(1));
        Files.writeString(folder.resolve("events.jsonl"), "{\"at\":\"2026-", StandardOpenOption.APPEND);
        assertThat(new EventLog(folder, 1 << 20).tail(9)).containsExactly(event(1));
        new EventLog(folder, 1 << 20).append(event(2));
        assertThat(log.tail(9)).containsExactly(event(1), event(2));
    }

    private static Event event(int i) {
        return Event.of(T0.plusSeconds(i), "state", 1, "line one\nline \"two\"", Map.of("n", Integer.toString(i)));
    }
}
