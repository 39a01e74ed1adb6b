package dev.muster.core.state;

import dev.muster.core.state.Round.TipSeen;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What others are said to have, and when each of these numbers last grew. */
final class Tips {
    private final Map<String, TipSeen> tracks = new HashMap<>();
    private List<String> current = List.of();

    void see(Instant now, List<TipSeen> tips) {
        List<TipSeen> usable = tips.stream().filter(tip -> tip.height() >= 0).toList();
        usable.forEach(tip -> tracks.merge(tip.label(), tip, (before, after) -> moved(before, after, now)));
        current = usable.stream().map(TipSeen::label).toList();
    }

    private static TipSeen moved(TipSeen before, TipSeen after, Instant now) {
        if (after.movedAt() != null) {
            return after;
        }
        Instant movedAt = after.height() > before.height() ? now : before.movedAt();
        return new TipSeen(after.label(), after.height(), movedAt);
    }

    /** The highest that is not known to stand still; if all stand still, the highest. */
    Optional<TipSeen> reference(Instant now, Duration maxAge) {
        List<TipSeen> all =
                current.stream().map(tracks::get).filter(Objects::nonNull).toList();
        List<TipSeen> moving =
                all.stream().filter(tip -> !olderThan(maxAge, tip, now)).toList();
        return (moving.isEmpty() ? all : moving).stream().max(Comparator.comparingLong(TipSeen::height));
    }

    private static boolean olderThan(Duration bound, TipSeen tip, Instant now) {
        return tip.movedAt() != null && Times.age(tip.movedAt(), now).compareTo(bound) > 0;
    }

    /** Whether any of them grew after an instant. */
    boolean movedSince(Instant then) {
        return current.stream()
                .map(tracks::get)
                .anyMatch(tip ->
                        tip != null && tip.movedAt() != null && tip.movedAt().isAfter(then));
    }

    /** How many of them are above a height and grew after an instant. */
    int movedAbove(long height, Instant then) {
        return Math.toIntExact(current.stream()
                .map(tracks::get)
                .filter(tip -> tip != null
                        && tip.height() > height
                        && tip.movedAt() != null
                        && tip.movedAt().isAfter(then))
                .count());
    }

    void resume(String label, long height, @Nullable Instant movedAt) {
        tracks.put(label, new TipSeen(label, height, movedAt));
        current = List.of(label);
    }

    /** After a clock that was set back: nothing happened later than now. */
    void clockSetBack(Instant now) {
        tracks.replaceAll((label, tip) -> new TipSeen(label, tip.height(), Times.notAfter(tip.movedAt(), now)));
    }
}
