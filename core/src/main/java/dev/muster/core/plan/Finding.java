package dev.muster.core.plan;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * Something a careful operator would want to know before.
 *
 * @param id of the rule that found it
 * @param pillar of the Well-Architected framework: {@code security, cost, reliability, performance, operations,
 *     sustainability}
 * @param message what was found
 * @param advice what to do about it
 */
public record Finding(String id, Severity severity, String pillar, String message, String advice) {
    /** How bad it is. */
    public enum Severity {
        ERROR,
        WARNING,
        INFO,
        PASSED;

        /** As in JSON: {@code warning}. */
        @JsonValue
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
