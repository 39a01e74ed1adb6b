package dev.muster.core.problem;

/**
 * One thing wrong in a file.
 *
 * @param rule the id of the rule that found it, such as {@code spec.unknown-key}
 * @param place where
 * @param message what is wrong and what to do, one sentence for a person
 */
public record Problem(String rule, Place place, String message) {
    /** {@code muster.yaml:4:3 (settings.prune): message [rule]}. */
    @Override
    public String toString() {
        return place + ": " + message + " [" + rule + "]";
    }
}
