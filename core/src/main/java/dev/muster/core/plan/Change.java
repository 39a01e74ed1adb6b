package dev.muster.core.plan;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * One thing that will be done.
 *
 * @param kind of the thing: {@code node}, {@code service}, or a CloudFormation type
 * @param name of the thing: {@code my-node/1}
 * @param why one sentence for a person
 */
public record Change(Action action, String kind, String name, String why) {
    /** What is done to a thing. */
    public enum Action {
        CREATE,
        CHANGE,
        RESTART,
        REPLACE,
        REMOVE,
        KEEP;

        /** As in JSON: {@code create}. */
        @JsonValue
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
