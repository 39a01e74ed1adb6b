package dev.muster.e2e.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What a process of the agent's unit may do, by what the kernel says of it and not by what the unit says. */
record Confinement(long pid) {
    /** CAP_SETGID is number 6 and CAP_NET_BIND_SERVICE 10: linux/capability.h of Debian's linux-libc-dev 6.1 (2026-11-28). */
    private static final String PORTS_AND_GROUP = "0000000000000440";

    private static final Set<String> NO_DISK =
            Set.of("proc", "sysfs", "cgroup", "cgroup2", "devtmpfs", "devpts", "mqueue");

    void check() throws IOException {
        String status = Files.readString(Path.of("/proc", String.valueOf(pid), "status"));
        for (String set : List.of("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb")) {
            assertThat(status).contains(set + ":\t" + PORTS_AND_GROUP + "\n");
        }
        assertThat(status).contains("NoNewPrivs:\t1\n").doesNotContain("Uid:\t0\t");
        assertThat(writable())
                .as("file systems that are not read-only to it")
                .containsExactlyInAnyOrder("/data", "/run/muster", "/tmp", "/var/lib/muster", "/var/tmp");
    }

    /** What a container's own manager mounts below /run, which is root's, stays as it is. */
    private static boolean ofTheManager(String place) {
        return place.startsWith("/run") && !place.equals("/run/muster");
    }

    private static boolean device(String place) {
        return place.startsWith("/dev") || place.startsWith("/proc") || place.startsWith("/sys");
    }

    /** Of {@code mountinfo} as proc(5) has it: fifth the place, sixth its options, after the dash the kind. */
    private Set<String> writable() throws IOException {
        Set<String> places = new TreeSet<>();
        for (String line : Files.readAllLines(Path.of("/proc", String.valueOf(pid), "mountinfo"))) {
            String[] words = line.split(" ", -1);
            String kind = line.substring(line.indexOf(" - ") + 3).split(" ", -1)[0];
            boolean disk = !NO_DISK.contains(kind) && !device(words[4]) && !ofTheManager(words[4]);
            if (disk && List.of(words[5].split(",", -1)).contains("rw")) {
                places.add(words[4]);
            }
        }
        return places;
    }
}
