package dev.muster.agent.history;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;

/**
 * Something that happened to a node.
 *
 * @param at ISO 8601 in UTC
 * @param type short and stable, such as {@code state} or {@code restart}
 * @param slot from 1
 * @param message one sentence for a person, without secrets
 * @param data the same for programs
 */
public record Event(String at, String type, int slot, String message, Map<String, String> data) {
    public Event {
        data = Map.copyOf(data);
    }

    /** An event of now. */
    public static Event of(Instant at, String type, int slot, String message, Map<String, String> data) {
        return new Event(at.toString(), type, slot, message, data);
    }

    /** When; the beginning of time if it was not written by {@link #of}. */
    Instant when() {
        try {
            return Instant.parse(at);
        } catch (DateTimeException e) {
            return Instant.MIN;
        }
    }
}
