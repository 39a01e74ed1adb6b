package dev.muster.aws.instance;

import dev.muster.aws.cloud.QueryException;
import dev.muster.aws.cloud.Refusal;
import dev.muster.core.value.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * What does not work, told once when it lasts and once when it is over. That nobody answers is one trouble, whoever
 * noticed it; a refusal is one of its call.
 */
final class Trouble {
    /** A blip is nobody's news. */
    static final Duration LASTS = Duration.ofSeconds(30);

    private static final String AWAY = "";

    private record Since(Instant at, boolean told) {}

    private final BiConsumer<String, String> events;
    private final Map<String, Since> all = new HashMap<>();

    /** @param events told of type and message */
    Trouble(BiConsumer<String, String> events) {
        this.events = events;
    }

    synchronized void failed(String job, Instant now, Exception e) {
        boolean away = e instanceof QueryException refused && refused.status() == 0;
        String key = away ? AWAY : job;
        Since since = all.computeIfAbsent(key, none -> new Since(now, false));
        if (!since.told() && Duration.between(since.at(), now).compareTo(LASTS) >= 0) {
            all.put(key, new Since(since.at(), true));
            events.accept("trouble", away ? words(e) + "; the node runs on" : job + ": " + words(e));
        }
    }

    synchronized void worked(String job, Instant now) {
        over(job, now, "over: " + job);
    }

    /** Any answer ends the silence, a refusal too. */
    synchronized void answered(Instant now) {
        over(AWAY, now, "AWS answers again");
    }

    private void over(String key, Instant now, String words) {
        Since since = all.remove(key);
        if (since != null && since.told()) {
            events.accept("cloud", words + ", after " + Span.text(Duration.between(since.at(), now)));
        }
    }

    private static String words(Exception e) {
        String message =
                e instanceof QueryException refused ? Refusal.of(refused).getMessage() : e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }
}
