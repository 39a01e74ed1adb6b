package dev.muster.aws.cost;

import dev.muster.aws.price.Item;

/** How instances are paid for. */
public enum Market {
    ON_DEMAND(Item.INSTANCE, "on demand"),
    SPOT(Item.SPOT, "on the spot market"),
    SAVINGS_1Y(Item.SAVINGS_1Y, "under a 1-year savings plan"),
    SAVINGS_3Y(Item.SAVINGS_3Y, "under a 3-year savings plan");

    private final Item item;
    private final String words;

    Market(Item item, String words) {
        this.item = item;
        this.words = words;
    }

    /** Where its prices stand. */
    Item item() {
        return item;
    }

    /** For people. */
    public String words() {
        return words;
    }
}
