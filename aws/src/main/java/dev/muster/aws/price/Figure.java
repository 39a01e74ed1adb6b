package dev.muster.aws.price;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * One price.
 *
 * @param region code, or {@code global} for what AWS sells at one price everywhere
 * @param type instance type, volume type or lower bound of a tier; empty where there is only one
 * @param usd for one {@link Item#unit() unit}, without tax
 * @param free so many units cost nothing before it holds
 * @param derived from what it was computed; null if it was read as it is
 * @param note what it is precisely, such as the kind of a savings plan; null without
 * @param weak whether its source is somebody's notes or test rather than a price list
 */
public record Figure(
        Item item,
        String region,
        String type,
        BigDecimal usd,
        BigDecimal free,
        PriceSource source,
        @Nullable String derived,
        @Nullable String note,
        boolean weak) {
    /** The region of what is sold at one price everywhere. */
    public static final String GLOBAL = "global";

    /** What the price is for one of. */
    @JsonProperty
    public Unit unit() {
        return item.unit();
    }

    Key key() {
        return new Key(item, region, type);
    }

    /** What a figure is found by. */
    record Key(Item item, String region, String type) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byItem = item.compareTo(other.item);
            int byRegion = byItem == 0 ? region.compareTo(other.region) : byItem;
            return byRegion == 0 ? byType(other) : byRegion;
        }

        /** Tiers by their amount, other types by their name. */
        private int byType(Key other) {
            boolean tiers = item == Item.TRAFFIC_OUT && type.length() != other.type.length();
            return tiers ? Integer.compare(type.length(), other.type.length()) : type.compareTo(other.type);
        }
    }
}
