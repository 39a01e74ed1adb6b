package dev.muster.agent.host;

import dev.muster.core.report.NodeReport.Host;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what the operating system says of the machine and of a process; what it does not say is null. */
public final class HostFacts {
    private HostFacts() {}

    /** The machine now. */
    public static Host host() {
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        Map<String, Long> memory = memory();
        return new Host(
                load < 0 ? null : load,
                Runtime.getRuntime().availableProcessors(),
                memory.get("MemTotal"),
                memory.get("MemAvailable"),
                null,
                null,
                null);
    }

    /** The machine's memory in bytes; null if that cannot be read. Cheaper than all of {@link #host}. */
    public static @Nullable Long memoryBytes() {
        return memory().get("MemTotal");
    }

    /** Resident bytes of a process; null if that cannot be read. */
    public static @Nullable Long residentBytes(long pid) {
        return kilobytes(Path.of("/proc/" + pid + "/status")).get("VmRSS");
    }

    private static Map<String, Long> memory() {
        return kilobytes(Path.of("/proc/meminfo"));
    }

    /** Lines of the form {@code Key:   123 kB}, in bytes. */
    private static Map<String, Long> kilobytes(Path file) {
        Map<String, Long> values = new HashMap<>();
        try {
            for (String line : Files.readAllLines(file)) {
                List<String> words = List.of(line.split("\\s+", -1));
                if (words.size() == 3 && words.get(2).equals("kB")) {
                    values.put(words.get(0).replace(":", ""), Long.parseLong(words.get(1)) * 1024);
                }
            }
        } catch (IOException e) {
            return values;
        }
        return values;
    }
}
