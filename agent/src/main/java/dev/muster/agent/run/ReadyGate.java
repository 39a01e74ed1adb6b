package dev.muster.agent.run;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/**
 * Remembers which services have passed their ready test since they were started. Asks at most once a second and in
 * the background: a program that does not answer must not keep the agent from looking after the others.
 */
final class ReadyGate {
    private static final Duration AGAIN = Duration.ofSeconds(1);

    private record Asked(Instant startedAt, Instant at, CompletableFuture<Boolean> answer) {
        boolean passed() {
            return answer.isDone() && !answer.isCompletedExceptionally() && answer.join();
        }

        boolean mayAskAgain(Instant now) {
            return answer.isDone() && (!now.isBefore(at.plus(AGAIN)) || now.isBefore(at));
        }
    }

    private final Map<String, Asked> asked = new HashMap<>();

    boolean passed(String service, Instant startedAt, BooleanSupplier test, InstantSource clock) {
        Asked before = asked.get(service);
        Instant now = clock.instant();
        if (before != null && before.startedAt().equals(startedAt) && !before.mayAskAgain(now)) {
            return before.passed();
        }
        if (before != null && before.startedAt().equals(startedAt) && before.passed()) {
            return true;
        }
        asked.put(service, new Asked(startedAt, now, CompletableFuture.supplyAsync(test::getAsBoolean)));
        return false;
    }
}
