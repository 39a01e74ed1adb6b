package dev.muster.agent.install;

import java.util.Optional;

/** What to do about a package. */
sealed interface PackageDecision {
    /** It is there. */
    record Use(String version) implements PackageDecision {}

    /** Install this version. */
    record Install(String version) implements PackageDecision {}

    /** Apt does not know it yet: fetch the lists and decide again. */
    record Refresh() implements PackageDecision {}

    /** It cannot serve. */
    record Not(Obstacle obstacle) implements PackageDecision {}

    /**
     * Decides. Pure.
     *
     * @param pinned version that it must be
     * @param refreshed whether apt's lists were fetched just now
     */
    static PackageDecision of(
            String name, String program, Optional<String> pinned, boolean refreshed, PackageFacts facts) {
        Optional<String> installed = facts.installed().filter(it -> fits(it, pinned));
        if (installed.isPresent()) {
            return facts.program()
                    ? new Use(installed.get())
                    : new Not(Obstacle.of("package " + name + " is installed but brings no " + program));
        }
        if (!facts.apt()) {
            return new Not(Obstacle.of("apt-get is not on this machine"));
        }
        return facts.candidate()
                .map(candidate -> install(name, pinned, candidate, facts))
                .orElseGet(() -> unknown(name, refreshed, facts));
    }

    private static PackageDecision install(String name, Optional<String> pinned, String candidate, PackageFacts facts) {
        if (!fits(candidate, pinned)) {
            return new Not(Obstacle.of("the distribution's " + name + " is version " + candidate + ", wanted is "
                    + pinned.orElse("another")));
        }
        return facts.root()
                ? new Install(candidate)
                : new Not(Obstacle.of("installing package " + name + " needs root", "sudo apt-get install " + name));
    }

    private static PackageDecision unknown(String name, boolean refreshed, PackageFacts facts) {
        if (refreshed) {
            return new Not(Obstacle.of("the distribution has no package " + name));
        }
        return facts.root()
                ? new Refresh()
                : new Not(Obstacle.of(
                        "installing package " + name + " needs root",
                        "sudo apt-get update && sudo apt-get install " + name));
    }

    /** Whether a Debian version is of the wanted upstream version: {@code 1:0.21.2.1-1+b1} is of {@code 0.21.2.1}. */
    static boolean fits(String debian, Optional<String> pinned) {
        String upstream = debian.replaceFirst("^\\d+:", "").replaceFirst("-[^-]*$", "");
        return pinned.map(it -> debian.equals(it) || upstream.equals(it) || upstream.startsWith(it + "+"))
                .orElse(true);
    }
}
