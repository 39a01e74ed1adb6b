package dev.muster.aws.price.refresh;

import dev.muster.aws.price.Item;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

/**
 * Which rows of which price list are the price of an item.
 *
 * @param offer AWS's code of the list
 * @param usage usage type without the region's prefix; for instances the part before the type's name
 * @param type what the figure is filed under
 * @param where columns that must hold a value
 * @param units by the row's unit: by how much its price is multiplied to be for the item's unit
 * @param free so many units cost nothing
 */
record OfferRule(
        String offer,
        Item item,
        String usage,
        TypeIs type,
        Map<String, String> where,
        Map<String, BigDecimal> units,
        int free) {
    /** What a figure is filed under. */
    sealed interface TypeIs {
        /** A word that is always the same; empty for an item with one price. */
        record Word(String word) implements TypeIs {}

        /** The instance type of the row. */
        record InstanceType() implements TypeIs {}

        /** The amount from which the row's price holds. */
        record FromAmount() implements TypeIs {}
    }

    /** The type a row is filed under; empty if the row is not this rule's. */
    Optional<String> type(OfferRow row) {
        boolean fits = row.get("TermType").equals("OnDemand")
                && row.inRegion()
                && units.containsKey(row.get("Unit"))
                && where.entrySet().stream()
                        .allMatch(entry -> row.get(entry.getKey()).equals(entry.getValue()))
                && row.number("PricePerUnit").signum() > 0
                && row.usage("usageType", usage(row));
        return fits ? Optional.of(filed(row)) : Optional.empty();
    }

    /** The price of a row for one of the item's unit. */
    BigDecimal usd(OfferRow row) {
        BigDecimal factor = units.getOrDefault(row.get("Unit"), BigDecimal.ONE);
        return row.number("PricePerUnit").multiply(factor).stripTrailingZeros();
    }

    private String usage(OfferRow row) {
        return type instanceof TypeIs.InstanceType ? usage + row.get("Instance Type") : usage;
    }

    private String filed(OfferRow row) {
        return switch (type) {
            case TypeIs.Word word -> word.word();
            case TypeIs.InstanceType any -> row.get("Instance Type");
            case TypeIs.FromAmount any -> row.number("StartingRange").toPlainString();
        };
    }
}
