package dev.muster.agent.volume;

import dev.muster.agent.command.Outcome;
import java.util.Map;
import java.util.TreeMap;

/**
 * What {@code blkid -p} says of a disk. Its exit status: 0 something found, 2 nothing, 8 several things that contradict
 * each other, 4 an error; blkid(8) of util-linux 2.38.1 (2026-11-22).
 */
public sealed interface Probe {
    /** It knows nothing that is there. */
    record Nothing() implements Probe {}

    /** It knows what is there: {@code TYPE}, {@code UUID}, {@code PTTYPE} and so on. */
    record Found(Map<String, String> tags) implements Probe {
        public Found {
            tags = Map.copyOf(tags);
        }

        /** A tag; empty if it has none. */
        public String tag(String name) {
            return tags.getOrDefault(name, "");
        }
    }

    /** It sees several things at once. */
    record Several(String words) implements Probe {}

    /** It could not look. */
    record Failed(String why) implements Probe {}

    /** Reads its answer in the form {@code -o export}. */
    static Probe read(Outcome outcome) {
        return switch (outcome.exit()) {
            case 0 -> found(outcome.out());
            case 2 -> outcome.err().isBlank() ? new Nothing() : new Failed(outcome.failure());
            case 8 -> new Several(String.join("; ", outcome.lastLines(2)));
            default -> new Failed(outcome.failure());
        };
    }

    private static Probe found(String text) {
        Map<String, String> tags = new TreeMap<>();
        text.lines().filter(line -> line.indexOf('=') > 0).forEach(line -> {
            int equals = line.indexOf('=');
            tags.put(line.substring(0, equals), line.substring(equals + 1));
        });
        tags.remove("DEVNAME");
        return tags.isEmpty() ? new Failed("it found something and did not say what") : new Found(tags);
    }
}
