package dev.muster.aws.list;

import dev.muster.aws.facts.AwsFacts;
import dev.muster.aws.facts.RegionFact;
import dev.muster.aws.price.Figure;
import dev.muster.aws.price.Item;
import dev.muster.aws.price.PriceTable;
import dev.muster.core.value.Region;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The regions, as far as they are known without an account. */
public final class RegionList {
    /** Whether a type is sold in a region, and whether the account has opted in, only the account can be told. */
    public static final String OFFERED = "unknown without credentials";

    private RegionList() {}

    /**
     * A region.
     *
     * @param optIn whether an account must opt in first
     * @param zones by name; which building a name means differs between accounts
     * @param hourlyUsd of the type asked for, Linux on demand; null: not asked, or no price is known
     * @param priceAsOf date of that price; null without
     * @param offered whether the type is sold there; null if none was asked for
     */
    public record Row(
            String code,
            String name,
            boolean optIn,
            List<String> zones,
            @Nullable Double hourlyUsd,
            @Nullable String priceAsOf,
            @Nullable String offered) {
        /** The same with what the account was told. */
        public Row offered(String where) {
            return new Row(code, name, optIn, zones, hourlyUsd, priceAsOf, where);
        }
    }

    /** All regions by code; with a type, what it costs there. */
    public static List<Row> of(AwsFacts facts, PriceTable prices, Optional<String> type) {
        return facts.regions().values().stream()
                .map(region -> row(region, price(prices, region, type), type.isPresent()))
                .toList();
    }

    private static Optional<Figure> price(PriceTable prices, RegionFact region, Optional<String> type) {
        return type.flatMap(name -> prices.find(Item.INSTANCE, new Region(region.code()), name));
    }

    private static Row row(RegionFact region, Optional<Figure> price, boolean asked) {
        return new Row(
                region.code(),
                region.name(),
                region.optIn(),
                region.zones(),
                price.map(figure -> figure.usd().doubleValue()).orElse(null),
                price.map(figure -> figure.source().date()).orElse(null),
                asked ? OFFERED : null);
    }
}
