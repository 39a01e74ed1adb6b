package dev.muster.core.blueprint;

import java.util.Map;
import java.util.Optional;

/**
 * A version of a blueprint's software.
 *
 * @param number as the publisher writes it, without a leading v
 * @param defaultVersion whether it is taken when the spec names none
 * @param resync whether going to it starts the sync anew
 * @param deadline date by which nodes must run it or a later one (ISO); empty for none
 * @param checksums by {@code service/architecture} or just architecture, {@code sha256:...}
 */
public record Version(
        String number,
        boolean defaultVersion,
        boolean resync,
        Optional<String> deadline,
        Map<String, String> checksums) {}
