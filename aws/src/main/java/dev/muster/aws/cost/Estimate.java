package dev.muster.aws.cost;

import dev.muster.aws.price.Figure;
import dev.muster.aws.price.PriceTable;
import dev.muster.core.plan.Cost;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What bills come to. */
public record Estimate(List<PricedLine> lines) {
    /** For a month of 730 hours with instances on demand, or on the spot market where the bill says so. */
    public static Estimate of(List<Bill> bills, PriceTable prices) {
        return of(bills, prices, Pricer.HOURS, Market.ON_DEMAND);
    }

    /**
     * For another month or market.
     *
     * @param hours of the month
     */
    public static Estimate of(List<Bill> bills, PriceTable prices, int hours, Market market) {
        boolean several = bills.stream().map(Bill::region).distinct().count() > 1;
        List<PricedLine> lines = new ArrayList<>();
        for (Bill bill : bills) {
            Pricer pricer = new Pricer(prices, bill.region(), hours, market);
            bill.items().forEach((item, count) -> {
                PricedLine line = pricer.line(item, count);
                lines.add(several ? in(bill, line) : line);
            });
        }
        lines.sort(Comparator.comparing(line -> line.item().kind()));
        return new Estimate(List.copyOf(lines));
    }

    private static PricedLine in(Bill bill, PricedLine line) {
        return new PricedLine(
                line.item(), line.count(), bill.region() + ": " + line.what(), line.usd(), line.figures());
    }

    /** The sum of all lines; empty if one is not known. */
    public Optional<BigDecimal> sum() {
        return lines.stream().allMatch(line -> line.usd().isPresent()) ? Optional.of(atLeast()) : Optional.empty();
    }

    /** The sum of the lines that are known. */
    public BigDecimal atLeast() {
        return lines.stream().flatMap(line -> line.usd().stream()).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** What some headings come to; empty if one of their lines is not known. */
    public Optional<BigDecimal> sum(List<BillKind> kinds) {
        return new Estimate(lines.stream()
                        .filter(line -> kinds.contains(line.item().kind()))
                        .toList())
                .sum();
    }

    /** The date of the oldest price used; empty without any. */
    public Optional<String> pricesAsOf() {
        return lines.stream()
                .flatMap(line -> line.figures().stream())
                .map(Figure::source)
                .map(source -> source.date())
                .min(Comparator.naturalOrder());
    }

    /** As a plan holds it. */
    public Cost cost() {
        return new Cost(
                sum().map(BigDecimal::doubleValue).orElse(null),
                pricesAsOf().orElse(null),
                lines.stream().map(PricedLine::line).toList());
    }
}
