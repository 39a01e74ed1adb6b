package dev.muster.aws.price.refresh;

import dev.muster.aws.price.Figure;
import dev.muster.aws.price.Item;
import dev.muster.aws.price.PriceSource;
import dev.muster.core.value.Region;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Collects the prices of one price-list file while its rows go by. */
final class OfferPrices {
    private static final String SAVINGS = "AWSComputeSavingsPlan";

    private final Region region;
    private final List<OfferRule> rules;
    private final Map<String, Found> found = new TreeMap<>();

    private record Found(
            Item item,
            String type,
            BigDecimal usd,
            BigDecimal from,
            int free,
            @Nullable String note) {}

    OfferPrices(String offer, Region region) {
        this.region = region;
        this.rules = OfferRules.ALL.stream()
                .filter(rule -> rule.offer().equals(offer))
                .toList();
    }

    /** Takes the price of a service's row, if it is asked for. */
    void row(OfferRow row) {
        for (OfferRule rule : rules) {
            rule.type(row)
                    .ifPresent(type -> keep(new Found(
                            rule.item(), type, rule.usd(row), row.number("StartingRange"), rule.free(), null)));
        }
    }

    /** Takes the rate of a savings plan's row: EC2 Instance Savings Plans without upfront payment, of Linux. */
    void savingsRow(OfferRow row) {
        String type = row.get("DiscountedInstanceType");
        String years = row.get("LeaseContractLength");
        boolean asked = row.get("Product Family").equals("EC2InstanceSavingsPlans")
                && row.get("PurchaseOption").equals("No Upfront")
                && row.get("LeaseContractLengthUnit").equals("year")
                && row.get("DiscountedOperation").equals("RunInstances")
                && row.get("DiscountedRegionCode").equals(region.code())
                && row.usage("DiscountedUsageType", "BoxUsage:" + type)
                && row.number("DiscountedRate").signum() > 0
                && (years.equals("1") || years.equals("3"));
        if (asked) {
            keep(new Found(
                    years.equals("1") ? Item.SAVINGS_1Y : Item.SAVINGS_3Y,
                    type,
                    row.number("DiscountedRate").stripTrailingZeros(),
                    BigDecimal.ZERO,
                    0,
                    years + "-year EC2 Instance Savings Plan, no upfront"));
        }
    }

    /** Of tiers that are not kept apart the first counts. */
    private void keep(Found one) {
        found.merge(
                one.item().id() + "/" + one.type(),
                one,
                (old, other) -> other.from().compareTo(old.from()) < 0 ? other : old);
    }

    /** What was found. */
    List<Figure> figures(String offer, String url, String published) {
        PriceSource source = new PriceSource("AWS price list " + offer + ", " + url, published, "published");
        List<Figure> figures = new ArrayList<>();
        found.values()
                .forEach(one -> figures.add(new Figure(
                        one.item(),
                        region.code(),
                        one.type(),
                        one.usd(),
                        BigDecimal.valueOf(one.free()),
                        source,
                        null,
                        one.note(),
                        false)));
        return figures;
    }

    static boolean savings(String offer) {
        return offer.equals(SAVINGS);
    }

    /** The price lists that are read. */
    static List<String> offers() {
        List<String> offers = new ArrayList<>(
                OfferRules.ALL.stream().map(OfferRule::offer).distinct().toList());
        offers.add(SAVINGS);
        return offers;
    }
}
