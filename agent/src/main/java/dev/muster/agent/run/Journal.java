package dev.muster.agent.run;

import dev.muster.agent.history.Event;
import dev.muster.agent.history.EventLog;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;

/** Writes down what happens to a slot. */
final class Journal {
    private final EventLog events;
    private final InstantSource clock;
    private final int slot;

    Journal(EventLog events, InstantSource clock, int slot) {
        this.events = events;
        this.clock = clock;
        this.slot = slot;
    }

    void event(String type, String message) {
        try {
            events.append(Event.of(clock.instant(), type, slot, message, Map.of()));
        } catch (IOException e) {
            // A full disk must not end the agent; what happened is in its own log at least.
            System.getLogger("muster").log(System.Logger.Level.WARNING, type + ": " + message, e);
        }
    }

    EventLog events() {
        return events;
    }
}
