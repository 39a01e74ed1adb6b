package dev.muster.aws.operate;

import java.util.Optional;

/**
 * A slot as its stack and its group have it.
 *
 * @param wanted whether an instance shall run in it
 * @param instance that runs in it
 */
public record Slot(String deployment, int number, boolean wanted, Optional<String> instance) {
    /** {@code deployment/number}. */
    public String name() {
        return deployment + "/" + number;
    }
}
