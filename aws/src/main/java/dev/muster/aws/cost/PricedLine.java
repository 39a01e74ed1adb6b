package dev.muster.aws.cost;

import dev.muster.aws.price.Figure;
import dev.muster.core.plan.Cost;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * A line of the bill.
 *
 * @param count how many of the item
 * @param what for a person
 * @param usd a month for all of them, not rounded; empty: not known
 * @param figures the prices it was computed from
 */
public record PricedLine(BillItem item, int count, String what, Optional<BigDecimal> usd, List<Figure> figures) {
    /** As the plan shows it. */
    Cost.Line line() {
        return new Cost.Line(
                item.kind().word(), what, usd.map(BigDecimal::doubleValue).orElse(null));
    }
}
