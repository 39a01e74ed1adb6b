package dev.muster.cli.machine;

import dev.muster.agent.host.HostFacts;
import dev.muster.agent.node.Reports;
import dev.muster.core.value.ByteSize;
import dev.muster.local.StateFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Looks at the machine itself: Java, processor, memory, disks. */
public final class MachineChecks {
    private static final long LITTLE = 10L << 30;

    private final List<Check> checks = new ArrayList<>();

    private MachineChecks() {}

    /** @param system its operating system as Java calls it */
    public static List<Check> of(StateFolder state, String system) {
        MachineChecks found = new MachineChecks();
        found.java();
        found.system(system);
        found.memory();
        found.writable(state.root());
        found.disk("disk.state", "XDG_STATE_HOME", state.root());
        found.disk("disk.cache", "XDG_CACHE_HOME", state.cache());
        return found.checks;
    }

    private void java() {
        checks.add(Check.ok("java", "Java " + Runtime.version() + " at " + System.getProperty("java.home", "?")));
    }

    private void system(String system) {
        String here = system + " on " + System.getProperty("os.arch", "?");
        checks.add(
                system.equals("Linux")
                        ? Check.ok("system", here)
                        : system.startsWith("Mac")
                                ? Check.warning("system", here, "the software of most blueprints is for Linux")
                                : Check.impossible("system", here, "Muster runs nodes on Linux, and on macOS"));
    }

    private void memory() {
        var host = HostFacts.host();
        int cores = Runtime.getRuntime().availableProcessors();
        checks.add(Check.ok("cores", cores == 1 ? "1 core" : cores + " cores"));
        Long total = host.memoryTotalBytes();
        Long free = host.memoryFreeBytes();
        if (total == null || free == null) {
            checks.add(Check.unknown("memory", "the system does not say", ""));
        } else if (free < 1L << 30) {
            checks.add(Check.warning(
                    "memory",
                    new ByteSize(free) + " of " + new ByteSize(total) + " are free",
                    "most nodes want 1 GiB or more; end something else first"));
        } else {
            checks.add(Check.ok("memory", new ByteSize(free) + " of " + new ByteSize(total) + " are free"));
        }
    }

    private void disk(String id, String variable, Path folder) {
        Reports.Space space = Reports.space(folder);
        if (space == null) {
            checks.add(Check.unknown(id, "the disk of " + folder + " does not say", ""));
        } else if (space.free() < LITTLE) {
            checks.add(Check.warning(
                    id,
                    "only " + new ByteSize(space.free()) + " are free at " + folder,
                    "make room, or set " + variable + " to a folder on a larger disk"));
        } else {
            checks.add(Check.ok(id, new ByteSize(space.free()) + " are free at " + folder));
        }
    }

    /** Tried, not asked: rights, read-only disks and quotas all show. Leaves nothing behind. */
    private void writable(Path folder) {
        Path there = folder;
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        try {
            Files.delete(Files.createTempFile(there, ".muster", ".try"));
            checks.add(Check.ok("state", "deployments are kept in " + folder));
        } catch (IOException e) {
            checks.add(Check.impossible(
                    "state",
                    there + " cannot be written to, and deployments are kept in " + folder,
                    "mend its rights, or set XDG_STATE_HOME to a folder of yours"));
        }
    }
}
