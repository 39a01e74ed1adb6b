package dev.muster.agent.install;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/**
 * Keeps packages from starting services while they are installed: Muster starts what it installs, with its own
 * configuration. Debian's maintainer scripts ask {@code /usr/sbin/policy-rc.d} before they start anything (invoke-rc.d
 * and deb-systemd-invoke do). The one put there says no only to those who descend from our apt-get, told by a variable
 * of the environment, and asks the machine's own policy for all others; so it does no harm even if a killed
 * installation leaves it behind.
 */
final class NoDaemons implements AutoCloseable {
    /** To be in the environment of apt-get. */
    static final Map<String, String> MARK = Map.of("MUSTER_INSTALLS_PACKAGE", "yes");

    private static final String SCRIPT = """
            #!/bin/sh
            # Put here by Muster while it installs a package: the package shall not start its services.
            # Concerns that installation alone. Safe to delete when no muster runs.
            [ "${MUSTER_INSTALLS_PACKAGE-}" = yes ] && exit 101
            [ -x "$0.before-muster" ] && exec "$0.before-muster" "$@"
            exit 0
            """;

    private final Path policy;
    private final Path kept;

    private NoDaemons(Path policy) {
        this.policy = policy;
        this.kept = policy.resolveSibling(policy.getFileName() + ".before-muster");
    }

    /** Begins. Whoever calls must hold the machine's lock for packages. */
    static NoDaemons on(Machine machine) throws IOException {
        NoDaemons guard = new NoDaemons(machine.at("/usr/sbin/policy-rc.d"));
        guard.put();
        return guard;
    }

    private void put() throws IOException {
        if (Files.exists(policy, LinkOption.NOFOLLOW_LINKS) && !isOurs()) {
            Files.copy(
                    policy,
                    kept,
                    StandardCopyOption.COPY_ATTRIBUTES,
                    StandardCopyOption.REPLACE_EXISTING,
                    LinkOption.NOFOLLOW_LINKS);
        }
        Path fresh = policy.resolveSibling(policy.getFileName() + ".muster-new");
        Files.writeString(fresh, SCRIPT);
        Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.move(fresh, policy, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private boolean isOurs() throws IOException {
        return Files.isRegularFile(policy) && Files.readString(policy).equals(SCRIPT);
    }

    /** Puts things back as they were. */
    @Override
    public void close() throws IOException {
        if (Files.exists(kept, LinkOption.NOFOLLOW_LINKS)) {
            Files.move(kept, policy, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } else {
            Files.deleteIfExists(policy);
        }
    }
}
