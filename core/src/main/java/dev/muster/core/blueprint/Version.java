package dev.muster.core.blueprint;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A version of a blueprint's software; a blueprint lists them newest first.
 *
 * @param number as the publisher writes it, without a leading v
 * @param defaultVersion whether it is taken when the spec names none
 * @param resync whether going to it starts the sync anew
 * @param deadline date by which nodes must run it or a later one (ISO); empty for none
 * @param checksums by {@code service/architecture} or just architecture, {@code sha256:...}
 * @param networks where it may run; empty for all
 */
public record Version(
        String number,
        boolean defaultVersion,
        boolean resync,
        Optional<String> deadline,
        Map<String, String> checksums,
        List<String> networks) {
    /** For all networks. */
    public Version(
            String number,
            boolean defaultVersion,
            boolean resync,
            Optional<String> deadline,
            Map<String, String> checksums) {
        this(number, defaultVersion, resync, deadline, checksums, List.of());
    }

    /** Whether it may run on a network. */
    public boolean serves(String network) {
        return networks.isEmpty() || networks.contains(network);
    }
}
