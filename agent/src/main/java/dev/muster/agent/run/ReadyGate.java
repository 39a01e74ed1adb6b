package dev.muster.agent.run;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** Remembers which services have passed their ready test since they were started; asks at most once a second. */
final class ReadyGate {
    private static final Duration AGAIN = Duration.ofSeconds(1);

    private record Asked(Instant startedAt, Instant at, boolean passed) {}

    private final Map<String, Asked> asked = new HashMap<>();

    boolean passed(String service, Instant startedAt, BooleanSupplier test, InstantSource clock) {
        Asked before = asked.get(service);
        Instant now = clock.instant();
        if (before != null
                && before.startedAt().equals(startedAt)
                && (before.passed() || now.isBefore(before.at().plus(AGAIN)))) {
            return before.passed();
        }
        Asked fresh = new Asked(startedAt, now, test.getAsBoolean());
        asked.put(service, fresh);
        return fresh.passed();
    }
}
