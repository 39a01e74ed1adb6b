package dev.muster.agent.host;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Watches the space left for a node's data: warns, forecasts, and says when the node must stop before it is full. */
public final class DiskGuard {
    private static final long GIB = 1L << 30;
    private static final Duration WINDOW = Duration.ofHours(24);
    private static final Duration LEAST = Duration.ofMinutes(10);

    private final Deque<Sample> samples = new ArrayDeque<>();
    private Level level = Level.FINE;

    private record Sample(Instant at, long used) {}

    /** How urgent it is. */
    public enum Level {
        FINE,
        /** Somebody should act soon. */
        LOW,
        /** The node must stop now, while it still can do so cleanly. */
        STOP
    }

    /** Below this, bytes, a human is warned: a tenth of the disk, at most 20 GiB. */
    public static long warnBelow(long total) {
        return Math.min(total / 10, 20 * GIB);
    }

    /** Below this, bytes, the node is stopped: a thirtieth of the disk, at most 2 GiB. */
    public static long stopBelow(long total) {
        return Math.min(total / 30, 2 * GIB);
    }

    /** Takes a look; after a stop it must get well above the bound before it is fine again. */
    public Level see(Instant at, long total, long free) {
        samples.addLast(new Sample(at, total - free));
        while (samples.getFirst().at().isBefore(at.minus(WINDOW))) {
            samples.removeFirst();
        }
        long stop = level == Level.STOP ? 2 * stopBelow(total) : stopBelow(total);
        level = free < stop ? Level.STOP : free < warnBelow(total) ? Level.LOW : Level.FINE;
        return level;
    }

    /** Days until it is full at the growth of the last day; null if it does not grow or cannot be told yet. */
    public @Nullable Double daysToFull(long free) {
        if (samples.size() < 2) {
            return null;
        }
        Sample first = samples.getFirst();
        Sample last = samples.getLast();
        Duration over = Duration.between(first.at(), last.at());
        long grown = last.used() - first.used();
        if (over.compareTo(LEAST) < 0 || grown <= 0) {
            return null;
        }
        double days = free / (grown / (over.toSeconds() / 86_400.0));
        return days > 36_500 ? null : Math.round(days * 10) / 10.0;
    }
}
