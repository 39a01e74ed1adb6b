package dev.muster.core.blueprint;

import java.util.Map;

/**
 * The chain or swarm a node joins.
 *
 * @param kind whether others run it too
 * @param values words for templates, such as {@code chain: regtest}; in templates {@code {{network.chain}}}
 */
public record Network(String name, Kind kind, String title, Map<String, String> values) {
    /** Whether a network is shared with the world. */
    public enum Kind {
        /** Run by many; data is dear. */
        PUBLIC,
        /** Run for oneself on one machine; disposable. */
        DEV
    }

    /** Whether the network is for development and disposable. */
    public boolean dev() {
        return kind == Kind.DEV;
    }
}
