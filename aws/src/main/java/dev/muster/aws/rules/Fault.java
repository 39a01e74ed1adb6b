package dev.muster.aws.rules;

import java.util.List;
import java.util.Optional;

/**
 * What a rule has found.
 *
 * @param path keys from the top of the spec, such as {@code aws.volume.size}
 * @param message what is wrong and what to do
 */
record Fault(String path, String message) {
    /** One fault if a condition holds. */
    static List<Fault> when(boolean wrong, String path, String message) {
        return wrong ? List.of(new Fault(path, message)) : List.of();
    }

    /** One fault if there is a message. */
    static List<Fault> of(String path, Optional<String> message) {
        return message.map(text -> List.of(new Fault(path, text))).orElse(List.of());
    }
}
