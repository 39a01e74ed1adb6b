package dev.muster.aws.price;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;

/** What a price is for one of. */
public enum Unit {
    HOUR("hour"),
    MONTH("month"),
    /** One gibibyte kept for a month; AWS writes GB. */
    GB_MONTH("GB-month"),
    GB("GB"),
    IOPS_MONTH("IOPS-month"),
    MIBPS_MONTH("MiBps-month"),
    LCU_HOUR("LCU-hour"),
    THOUSAND_REQUESTS("1,000 requests"),
    MILLION_REQUESTS("1,000,000 requests");

    private final String text;

    Unit(String text) {
        this.text = text;
    }

    /** As in the table: {@code GB-month}. */
    @JsonValue
    public String text() {
        return text;
    }

    /** For people: {@code an hour}. */
    public String one() {
        return switch (this) {
            case HOUR, LCU_HOUR, IOPS_MONTH -> "an " + text;
            case THOUSAND_REQUESTS, MILLION_REQUESTS -> "for " + text;
            default -> "a " + text;
        };
    }

    static Optional<Unit> of(String text) {
        return Arrays.stream(values()).filter(unit -> unit.text.equals(text)).findFirst();
    }
}
