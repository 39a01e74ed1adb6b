package dev.muster.core.blueprint;

import java.util.List;
import java.util.Optional;

/**
 * A knob the user may turn.
 *
 * @param defaultValue in the form of the type; empty means "unset", then sections {@code {{#setting.x}}} are left out
 * @param choices for {@link Type#CHOICE}
 * @param min smallest number or size; empty for none
 * @param max largest number or size; empty for none
 * @param content whether it is content that can be added and removed while the node runs
 * @param excludes settings that cannot be set together with it
 */
public record Setting(
        String name,
        Type type,
        String help,
        Optional<String> defaultValue,
        List<String> choices,
        Optional<String> min,
        Optional<String> max,
        boolean content,
        List<String> excludes) {
    /** A setting that goes with all others. */
    public Setting(
            String name,
            Type type,
            String help,
            Optional<String> defaultValue,
            List<String> choices,
            Optional<String> min,
            Optional<String> max,
            boolean content) {
        this(name, type, help, defaultValue, choices, min, max, content, List.of());
    }

    /** The types a setting can have. */
    public enum Type {
        TEXT,
        BOOL,
        INTEGER,
        SIZE,
        DURATION,
        PORT,
        CIDR,
        CHOICE,
        LIST
    }
}
