package dev.muster.agent.install;

import dev.muster.agent.command.Command;
import dev.muster.agent.command.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs apt-get so that it asks nobody and starts nothing.
 *
 * @param log gets all its output
 */
record Apt(InstallContext context, Path log) {
    private static final Duration LONGEST = Duration.ofMinutes(20);

    /** Others, such as unattended upgrades, may hold dpkg for a while. */
    private static final String WAIT = "DPkg::Lock::Timeout=120";

    private static final Map<String, String> QUIET = Map.of(
            "DEBIAN_FRONTEND", "noninteractive",
            "NEEDRESTART_SUSPEND", "1",
            "APT_LISTCHANGES_FRONTEND", "none");

    /** Fetches the lists of packages. */
    Outcome update() {
        context.tell("install", "fetching the lists of packages");
        return run(List.of("apt-get", "-q", "-o", WAIT, "update"), QUIET);
    }

    /** Installs one version of a package and what it needs; nothing that it only recommends. */
    Outcome install(String name, String version) throws IOException {
        context.tell("install", "installing package " + name + " " + version);
        List<String> command = List.of(
                "apt-get",
                "-y",
                "-q",
                "--no-install-recommends",
                "-o",
                WAIT,
                "-o",
                "Dpkg::Options::=--force-confdef",
                "-o",
                "Dpkg::Options::=--force-confold",
                "install",
                name + "=" + version);
        Map<String, String> environment = new HashMap<>(QUIET);
        environment.putAll(NoDaemons.MARK);
        try (Held _ = lock();
                NoDaemons _ = NoDaemons.on(context.machine())) {
            return run(command, environment);
        }
    }

    private Held lock() {
        return Held.of(
                context.machine().at("/run/lock/muster-packages.lock"),
                holder -> context.tell("wait", "waiting for " + holder + " to install its packages"));
    }

    private Outcome run(List<String> command, Map<String, String> environment) {
        return context.machine()
                .commands()
                .run(Command.of(command).with(environment).within(LONGEST).loggedTo(log));
    }
}
