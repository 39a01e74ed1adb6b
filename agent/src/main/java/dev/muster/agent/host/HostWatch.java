package dev.muster.agent.host;

import dev.muster.core.report.NodeReport.Host;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The machine over the last seconds: how busy it is and what goes over its network. Fields of {@code /proc/stat} and
 * {@code /proc/net/dev} as proc(5) of Linux man-pages 6.9 has them (2026-11-23).
 *
 * @see HostFacts
 */
public final class HostWatch {
    private static final Duration WINDOW = Duration.ofSeconds(10);
    private static final int IDLE = 4;
    private static final int WAITING = 5;
    private static final int RECEIVED = 0;
    private static final int SENT = 8;

    private final Path proc;
    private @Nullable Look last;
    private Rates rates = new Rates(null, null, null);

    /** @param proc {@code /proc} */
    public HostWatch(Path proc) {
        this.proc = proc;
    }

    private record Look(Instant at, long ticks, long idle, long in, long out) {}

    private record Rates(
            @Nullable Double cpu,
            @Nullable Long in,
            @Nullable Long out) {}

    /** The machine now; what needs two looks is unknown until the window is over. */
    public Host look(Instant now) {
        Look before = last;
        if (before == null || Duration.between(before.at(), now).abs().compareTo(WINDOW) >= 0) {
            Optional<Look> fresh = read(now);
            rates = fresh.isPresent() && before != null ? rates(before, fresh.get()) : rates;
            last = fresh.orElse(null);
        }
        Host facts = HostFacts.host();
        return new Host(
                facts.load(),
                facts.cores(),
                facts.memoryTotalBytes(),
                facts.memoryFreeBytes(),
                rates.cpu(),
                rates.in(),
                rates.out());
    }

    private static Rates rates(Look before, Look now) {
        double seconds = Duration.between(before.at(), now.at()).toMillis() / 1000.0;
        long ticks = now.ticks() - before.ticks();
        if (seconds <= 0 || ticks <= 0) {
            return new Rates(null, null, null);
        }
        double busy = 100.0 * (ticks - (now.idle() - before.idle())) / ticks;
        return new Rates(
                Math.round(Math.max(0, busy) * 10) / 10.0,
                rate(now.in() - before.in(), seconds),
                rate(now.out() - before.out(), seconds));
    }

    /** A counter that went back began anew. */
    private static @Nullable Long rate(long bytes, double seconds) {
        return bytes < 0 ? null : Math.round(bytes / seconds);
    }

    private Optional<Look> read(Instant now) {
        try {
            List<String> cpu = words(Files.readAllLines(proc.resolve("stat")).getFirst());
            long ticks = cpu.subList(1, Math.min(cpu.size(), 9)).stream()
                    .mapToLong(Long::parseLong)
                    .sum();
            long in = 0;
            long out = 0;
            for (String line : Files.readAllLines(proc.resolve("net/dev"))) {
                int colon = line.indexOf(':');
                if (colon > 0 && !line.substring(0, colon).strip().equals("lo")) {
                    List<String> counts = words(line.substring(colon + 1));
                    in += Long.parseLong(counts.get(RECEIVED));
                    out += Long.parseLong(counts.get(SENT));
                }
            }
            long idle = Long.parseLong(cpu.get(IDLE)) + Long.parseLong(cpu.get(WAITING));
            return Optional.of(new Look(now, ticks, idle, in, out));
        } catch (IOException | RuntimeException e) {
            // No Linux: unknown.
            return Optional.empty();
        }
    }

    private static List<String> words(String line) {
        return List.of(line.strip().split("\\s+"));
    }
}
