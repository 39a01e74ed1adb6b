package dev.muster.core.plan;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a deployment costs a month of 730 hours.
 *
 * @param monthlyUsd sum of the lines; null if what a line costs is not known
 * @param pricesAsOf date of the oldest price used; null without any
 */
public record Cost(@Nullable Double monthlyUsd, @Nullable String pricesAsOf, List<Line> lines) {
    /** Costs nothing beyond the machine one has. */
    public static final Cost NOTHING = new Cost(0.0, null, List.of());

    /** Sum of the lines that are known: what it costs at least. */
    @JsonProperty
    public double atLeastUsd() {
        return lines.stream()
                .map(Line::monthlyUsd)
                .filter(Objects::nonNull)
                .map(BigDecimal::valueOf)
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .doubleValue();
    }

    /**
     * One position of the bill.
     *
     * @param kind {@code instance, volume, load-balancer, address, metrics, logs, traffic, secrets, other}
     * @param monthlyUsd null: no price is known
     */
    public record Line(String kind, String what, @Nullable Double monthlyUsd) {}
}
