package dev.muster.aws.cost;

import dev.muster.aws.price.Figure;
import dev.muster.aws.price.Item;
import dev.muster.aws.price.PriceTable;
import dev.muster.core.value.Region;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says what a line of the bill is, and why it has no price where it has none. */
record Words(PriceTable prices, Region region, BigDecimal hours, Market market) {
    String of(BillItem item, int count, Tally tally) {
        String times = count > 1 ? count + " x " : "";
        String what = times + thing(item, count);
        return tally.usd().isPresent() ? what : what + ": " + missing(item);
    }

    private String thing(BillItem item, int count) {
        return switch (item) {
            case BillItem.Instance instance -> instance(instance, count);
            case BillItem.Volume volume -> volume(volume);
            case BillItem.Balancer any -> "Application Load Balancer, " + hours + " h" + at(Item.BALANCER, "");
            case BillItem.BalancerUse use ->
                "use of the load balancer"
                        + use.units().map(units -> ", " + units + " LCU").orElse("") + at(Item.BALANCER_UNITS, "");
            case BillItem.Address any -> "public IPv4 address, " + hours + " h" + at(Item.ADDRESS, "");
            case BillItem.Metrics metrics ->
                metrics.metrics() + " metrics of a node" + at(Item.METRIC, "") + ", published each minute";
            case BillItem.Alarm any -> "alarm" + at(Item.ALARM, "");
            case BillItem.Dashboard any -> "dashboard";
            case BillItem.Logs logs ->
                "logs of a node" + logs.size().map(size -> ", " + size).orElse("") + at(Item.LOGS, "");
            case BillItem.FlowLog any -> "log of rejected packets";
            case BillItem.Secret any -> "secret";
            case BillItem.Firewall firewall -> "firewall with " + firewall.rules() + " rule(s)";
            case BillItem.FirewallUse use ->
                "requests through the firewall"
                        + use.number().map(number -> ", " + number).orElse("") + at(Item.WAF_REQUESTS, "");
            case BillItem.BucketUse use ->
                use.writes() + " reports of a node into the bucket" + at(Item.BUCKET_PUT, "");
            case BillItem.Traffic traffic ->
                "traffic of a node to the internet"
                        + traffic.size().map(size -> ", " + size).orElse("") + at(Item.TRAFFIC_OUT, "0")
                        + traffic.size()
                                .map(size -> " (an account's free 100 GB not taken off)")
                                .orElse("");
        };
    }

    private String instance(BillItem.Instance instance, int count) {
        String type = instance.type();
        return type + " " + market.words() + ", " + hours + " h" + at(market.item(), type)
                + (market == Market.ON_DEMAND
                        ? plan(Market.SAVINGS_1Y, type, count) + plan(Market.SAVINGS_3Y, type, count)
                        : "");
    }

    /** What they would cost otherwise, where that is known. */
    private String plan(Market other, String type, int count) {
        return prices.find(other.item(), region, type)
                .map(figure -> "; " + other.words() + " "
                        + money(figure.usd().multiply(hours).multiply(BigDecimal.valueOf(count))) + " a month")
                .orElse("");
    }

    private static String volume(BillItem.Volume volume) {
        return (volume.data() ? "data volume, " : "root disk, ") + volume.gib() + " GiB " + volume.type()
                + (volume.iops() > 0 ? ", " + volume.iops() + " IOPS" : "")
                + (volume.throughput() > 0 ? ", " + volume.throughput() + " MiB/s" : "");
    }

    private String at(Item item, String type) {
        Optional<Figure> price = prices.find(item, region, type);
        return price.map(figure -> " at " + figure.usd().toPlainString() + " "
                        + item.unit().one())
                .orElse("");
    }

    private String missing(BillItem item) {
        return switch (item) {
            case BillItem.Address address when !address.certain() -> "the subnets decide whether there is one";
            case BillItem.Traffic traffic when traffic.size().isEmpty() -> "unknown, say aws.usage.traffic";
            case BillItem.Logs logs when logs.size().isEmpty() -> "unknown, say aws.usage.logs";
            case BillItem.BalancerUse use when use.units().isEmpty() -> "unknown, say aws.usage.load-balancer-units";
            case BillItem.FirewallUse use when use.number().isEmpty() -> "unknown, say aws.usage.requests";
            case BillItem.FlowLog any -> "unknown, by what is rejected";
            case BillItem.Volume volume -> "no price known in " + region + part(volume);
            default -> "no price known in " + region;
        };
    }

    /** Which price of a volume's is missing, if not that of its size. */
    private String part(BillItem.Volume volume) {
        if (prices.find(Item.VOLUME_GB, region, volume.type()).isEmpty()) {
            return "";
        }
        List<String> parts = new ArrayList<>();
        if (unpriced(Item.VOLUME_IOPS, volume.type(), volume.iops())) {
            parts.add("IOPS");
        }
        if (unpriced(Item.VOLUME_THROUGHPUT, volume.type(), volume.throughput())) {
            parts.add("MiB/s");
        }
        return " for its " + String.join(" and ", parts);
    }

    private boolean unpriced(Item item, String type, int units) {
        boolean paid = BigDecimal.valueOf(units).compareTo(prices.free(item, type)) > 0;
        return paid && prices.find(item, region, type).isEmpty();
    }

    private static String money(BigDecimal usd) {
        return usd.setScale(2, RoundingMode.HALF_UP).toPlainString();
    }
}
