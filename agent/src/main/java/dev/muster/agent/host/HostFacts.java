package dev.muster.agent.host;

import dev.muster.core.report.NodeReport.Host;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads what the operating system says of the machine and of a process; what it does not say is null. */
public final class HostFacts {
    private static final Path MEMORY = Path.of("/proc/meminfo");

    private HostFacts() {}

    /** The machine now. */
    public static Host host() {
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        String memory = text(MEMORY);
        return new Host(
                load < 0 ? null : load,
                Runtime.getRuntime().availableProcessors(),
                kilobytes(memory, "MemTotal"),
                kilobytes(memory, "MemAvailable"),
                null,
                null,
                null);
    }

    /** The machine's memory in bytes; null if that cannot be read. Cheaper than all of {@link #host}. */
    public static @Nullable Long memoryBytes() {
        return kilobytes(text(MEMORY), "MemTotal");
    }

    /** Resident bytes of a process; null if that cannot be read. */
    public static @Nullable Long residentBytes(long pid) {
        return kilobytes(text(Path.of("/proc/" + pid + "/status")), "VmRSS");
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return "";
        }
    }

    /**
     * Bytes of the line {@code Key:   123 kB}; null if there is none. Asked every other second, so it looks for its line only.
     */
    static @Nullable Long kilobytes(String text, String key) {
        int line = ("\n" + text).indexOf("\n" + key + ":");
        if (line < 0) {
            return null;
        }
        int end = text.indexOf('\n', line);
        String value = text.substring(line + key.length() + 1, end < 0 ? text.length() : end)
                .strip();
        return value.endsWith(" kB")
                ? Long.parseLong(value.substring(0, value.length() - 3).strip()) * 1024
                : null;
    }
}
