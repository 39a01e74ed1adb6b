package dev.muster.aws.cost;

import dev.muster.core.value.Region;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is charged for in a region.
 *
 * @param items how many of each, in the order in which they were found
 */
public record Bill(Region region, Map<BillItem, Integer> items) {
    public Bill {
        items = Collections.unmodifiableMap(new LinkedHashMap<>(items));
    }

    /** A bill of nothing. */
    public static Bill of(Region region) {
        return new Bill(region, Map.of());
    }

    /** With some more of an item. */
    public Bill with(BillItem item, int count) {
        Map<BillItem, Integer> more = new LinkedHashMap<>(items);
        if (count > 0) {
            more.merge(item, count, Integer::sum);
        }
        return new Bill(region, more);
    }

    /** How many of an item. */
    public int count(BillItem item) {
        return items.getOrDefault(item, 0);
    }
}
