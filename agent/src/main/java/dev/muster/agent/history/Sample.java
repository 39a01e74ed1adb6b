package dev.muster.agent.history;

import dev.muster.core.state.NodeState;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A node at a moment; null is unknown.
 *
 * @param at whole seconds are kept
 * @param height blocks the node has
 * @param tip blocks the network has
 * @param peers connected peers
 * @param diskFreeBytes free on the data volume
 * @param memoryBytes resident memory of its programs
 */
public record Sample(
        Instant at,
        NodeState state,
        @Nullable Long height,
        @Nullable Long tip,
        @Nullable Long peers,
        @Nullable Long diskFreeBytes,
        @Nullable Long memoryBytes) {
    private static final int FIELDS = 7;

    String line() {
        return String.join(
                ",",
                Long.toString(at.getEpochSecond()),
                state.text(),
                text(height),
                text(tip),
                text(peers),
                text(diskFreeBytes),
                text(memoryBytes));
    }

    private static String text(@Nullable Long number) {
        return number == null ? "" : number.toString();
    }

    static Optional<Sample> parse(String line) {
        String[] fields = line.split(",", -1);
        if (fields.length != FIELDS) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Sample(
                    Instant.ofEpochSecond(Long.parseLong(fields[0])),
                    NodeState.of(fields[1]),
                    number(fields[2]),
                    number(fields[3]),
                    number(fields[4]),
                    number(fields[5]),
                    number(fields[6])));
        } catch (NumberFormatException | DateTimeException e) {
            return Optional.empty();
        }
    }

    private static @Nullable Long number(String text) {
        return text.isEmpty() ? null : Long.valueOf(text);
    }
}
