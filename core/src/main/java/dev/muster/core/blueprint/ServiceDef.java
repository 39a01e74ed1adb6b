package dev.muster.core.blueprint;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One program of a node.
 *
 * @param install ways to get it; the first that fits wins
 * @param command program and arguments, templates; never holds a secret
 * @param environment templates; may name secrets that are marked {@code environment}
 * @param files configuration files to render beside it
 * @param ready the probe call that must answer before the next service starts; empty: a living process is enough
 * @param stopSignal {@code SIGTERM} or {@code SIGINT}
 * @param grace how long a clean stop may take before it is killed
 */
public record ServiceDef(
        String name,
        List<InstallMethod> install,
        List<String> command,
        Map<String, String> environment,
        List<FileDef> files,
        Optional<String> ready,
        String stopSignal,
        Duration grace) {

    /** The same with only those ways to get it that serve a network. */
    public ServiceDef on(String network) {
        List<InstallMethod> serving =
                install.stream().filter(method -> method.serves(network)).toList();
        return new ServiceDef(name, serving, command, environment, files, ready, stopSignal, grace);
    }

    /** The same with no shorter grace than that. */
    public ServiceDef withGraceOf(Duration least) {
        return grace.compareTo(least) >= 0
                ? this
                : new ServiceDef(name, install, command, environment, files, ready, stopSignal, least);
    }

    /**
     * A configuration file.
     *
     * @param template path below the blueprint's {@code files/}
     * @param to path below the slot's {@code etc/}
     */
    public record FileDef(String template, String to) {}
}
