package dev.muster.core.blueprint;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A port that a service listens on.
 *
 * @param protocols {@code tcp}, {@code udp} or both
 * @param exposure who may reach it
 * @param defaults port number by network; the key {@code *} is for all others
 * @param fixed whether the software knows no other number
 * @param service the one that listens on it: roles that do not run it have no such port; empty if all have it
 */
public record PortDef(
        String name,
        String help,
        List<String> protocols,
        Exposure exposure,
        Map<String, Integer> defaults,
        boolean fixed,
        Optional<String> service) {
    /** Name of the agent's own port in each slot; no blueprint may have one of that name. */
    public static final String AGENT = "agent";

    /** A port of every role, which can be moved. */
    public PortDef(String name, String help, List<String> protocols, Exposure exposure, Map<String, Integer> defaults) {
        this(name, help, protocols, exposure, defaults, false, Optional.empty());
    }

    /** Who may reach a port. */
    public enum Exposure {
        /** The whole world: the network's other nodes. */
        PUBLIC,
        /** The machines of the user's own network. */
        PRIVATE,
        /** Programs on the same machine. */
        LOCAL
    }

    /** The default on a network. */
    public int on(String network) {
        Integer exact = defaults.get(network);
        return exact != null ? exact : defaults.getOrDefault("*", 0);
    }
}
