package dev.muster.aws.template;

import java.util.List;
import java.util.Optional;

/**
 * A value that is handed in when the stack is made.
 *
 * @param type {@code String}, {@code Number} or an AWS type
 * @param fallback taken when nothing is handed in
 * @param allowed the only values there are; empty for any
 */
public record Parameter(String id, String type, String description, Optional<String> fallback, List<String> allowed) {
    /** A parameter that must be handed in. */
    public static Parameter of(String id, String type, String description) {
        return new Parameter(id, type, description, Optional.empty(), List.of());
    }

    /** {@code Ref} of it. */
    public Value.Ref ref() {
        return new Value.Ref(id);
    }
}
