package dev.muster.aws.cost;

import dev.muster.aws.price.Figure;
import dev.muster.aws.price.Item;
import dev.muster.aws.price.PriceTable;
import dev.muster.core.value.ByteSize;
import dev.muster.core.value.Region;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Prices the items of one region. */
final class Pricer {
    /** Hours of a month, as AWS's calculator has them (the Theta seed's table, 2026-11-22). */
    static final int HOURS = 730;

    private static final BigDecimal GB = BigDecimal.valueOf(1_000_000_000);

    private final PriceTable prices;
    private final Region region;
    private final BigDecimal hours;
    private final Market market;

    /** @param hours of the month */
    Pricer(PriceTable prices, Region region, int hours, Market market) {
        this.prices = prices;
        this.region = region;
        this.hours = BigDecimal.valueOf(hours);
        this.market = market;
    }

    PricedLine line(BillItem item, int count) {
        Tally tally = new Tally();
        tally(item, BigDecimal.valueOf(count), tally);
        return new PricedLine(item, count, words(item, count, tally), tally.usd(), tally.figures());
    }

    private String words(BillItem item, int count, Tally tally) {
        return new Words(prices, region, hours, market(item)).of(item, count, tally);
    }

    private Market market(BillItem item) {
        return item instanceof BillItem.Instance instance && instance.spot() ? Market.SPOT : market;
    }

    private void tally(BillItem item, BigDecimal count, Tally tally) {
        switch (item) {
            case BillItem.Instance instance ->
                tally.add(count.multiply(hours), find(market(instance).item(), instance.type()));
            case BillItem.Volume volume -> volume(volume, count, tally);
            case BillItem.Balancer any -> tally.add(count.multiply(hours), find(Item.BALANCER));
            case BillItem.BalancerUse use ->
                some(use.units().map(BigDecimal::valueOf).map(hours::multiply), Item.BALANCER_UNITS, count, tally);
            case BillItem.Address address -> address(address, count, tally);
            case BillItem.Metrics metrics -> metrics(metrics, count, tally);
            case BillItem.Alarm any -> tally.add(count, find(Item.ALARM));
            case BillItem.Dashboard any -> tally.add(count, find(Item.DASHBOARD));
            case BillItem.Logs logs -> some(logs.size().map(Pricer::gb), Item.LOGS, count, tally);
            case BillItem.FlowLog any -> tally.unknown();
            case BillItem.Secret any -> tally.add(count, find(Item.SECRET));
            case BillItem.Firewall firewall -> firewall(firewall, count, tally);
            case BillItem.FirewallUse use ->
                some(
                        use.number().map(number -> BigDecimal.valueOf(number).movePointLeft(6)),
                        Item.WAF_REQUESTS,
                        count,
                        tally);
            case BillItem.BucketUse use ->
                tally.add(count.multiply(BigDecimal.valueOf(use.writes()).movePointLeft(3)), find(Item.BUCKET_PUT));
            case BillItem.Traffic traffic -> traffic(traffic, count, tally);
        }
    }

    private void some(Optional<BigDecimal> each, Item item, BigDecimal count, Tally tally) {
        each.ifPresentOrElse(units -> tally.add(count.multiply(units), find(item)), tally::unknown);
    }

    private void volume(BillItem.Volume volume, BigDecimal count, Tally tally) {
        String type = volume.type();
        tally.add(count.multiply(BigDecimal.valueOf(volume.gib())), find(Item.VOLUME_GB, type));
        above(Item.VOLUME_IOPS, type, volume.iops(), count, tally);
        above(Item.VOLUME_THROUGHPUT, type, volume.throughput(), count, tally);
    }

    private void above(Item item, String type, int units, BigDecimal count, Tally tally) {
        BigDecimal paid = BigDecimal.valueOf(units).subtract(prices.free(item, type));
        tally.add(count.multiply(paid.max(BigDecimal.ZERO)), find(item, type));
    }

    private void address(BillItem.Address address, BigDecimal count, Tally tally) {
        if (address.certain()) {
            tally.add(count.multiply(hours), find(Item.ADDRESS));
        } else {
            tally.unknown();
        }
    }

    private void metrics(BillItem.Metrics metrics, BigDecimal count, Tally tally) {
        tally.add(count.multiply(BigDecimal.valueOf(metrics.metrics())), find(Item.METRIC));
        tally.add(count, find(Item.METRIC_CALLS));
    }

    private void firewall(BillItem.Firewall firewall, BigDecimal count, Tally tally) {
        tally.add(count, find(Item.WAF_ACL));
        tally.add(count.multiply(BigDecimal.valueOf(firewall.rules())), find(Item.WAF_RULE));
    }

    /** Each GB at the price of its tier, counted over all nodes of the region. */
    private void traffic(BillItem.Traffic traffic, BigDecimal count, Tally tally) {
        List<Figure> tiers = prices.tiers(Item.TRAFFIC_OUT, region);
        if (traffic.size().isEmpty() || tiers.isEmpty()) {
            tally.unknown();
            return;
        }
        BigDecimal all = gb(traffic.size().get()).multiply(count);
        for (int tier = 0; tier < tiers.size(); tier++) {
            BigDecimal from = new BigDecimal(tiers.get(tier).type());
            BigDecimal to =
                    tier + 1 < tiers.size() ? new BigDecimal(tiers.get(tier + 1).type()) : all;
            tally.add(all.min(to).subtract(from), Optional.of(tiers.get(tier)));
        }
    }

    private static BigDecimal gb(ByteSize size) {
        return BigDecimal.valueOf(size.bytes()).divide(GB);
    }

    private Optional<Figure> find(Item item) {
        return prices.find(item, region);
    }

    private Optional<Figure> find(Item item, String type) {
        return prices.find(item, region, type);
    }
}
