package dev.muster.aws.check;

import dev.muster.aws.cost.BillItem;
import dev.muster.aws.cost.BillKind;
import dev.muster.aws.cost.PricedLine;
import dev.muster.aws.facts.InstanceType;
import dev.muster.aws.price.Figure;
import dev.muster.aws.price.Item;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Rows 11 and 12 of the checklist, and what bills hide. */
final class CostChecks {
    private static final int OLD_DAYS = 365;

    static final List<Check> ALL = List.of(
            Check.row(11, "cost.cheaper-resources", CostChecks::cheaper),
            Check.row(12, "cost.estimate", CostChecks::estimate),
            Check.extra("cost.traffic", CostChecks::traffic),
            Check.extra("cost.savings-plan", CostChecks::savings),
            Check.extra("cost.old-prices", CostChecks::old));

    private CostChecks() {}

    private static Verdict cheaper(Subject s) {
        String volume = s.aws().volume().type();
        if (!volume.equals("gp3")) {
            return Verdict.warning(
                    "the data volume is " + volume + "; gp3 gives as much for less in most cases",
                    "aws.volume.type: gp3 with the iops and throughput that are needed");
        }
        Optional<String> other = otherArchitecture(s).filter(type -> !dearer(s, type));
        return other.isPresent()
                ? Verdict.info(
                        "the software runs on arm64 too, and the blueprint proposes " + other.get()
                                + price(s, other.get()) + " for it",
                        s.aws().instance().isPresent() ? "aws.instance: " + other.get() : "aws.architecture: arm64")
                : Verdict.passed("gp3, and nothing cheaper among the types that the blueprint proposes");
    }

    /** The blueprint's type of arm64 for a node on x86_64 that could run there. */
    private static Optional<String> otherArchitecture(Subject s) {
        boolean x86 = s.type()
                .map(InstanceType::architecture)
                .filter("x86_64"::equals)
                .isPresent();
        return x86 && !s.picks().gpu()
                ? s.picks()
                        .hardware()
                        .flatMap(hardware ->
                                Optional.ofNullable(hardware.instanceTypes().get("aarch64")))
                : Optional.empty();
    }

    /** Whether a type is known to cost as much as the node's own, or more. */
    private static boolean dearer(Subject s, String other) {
        return hourly(s, other)
                .flatMap(there ->
                        s.picks().instance().flatMap(mine -> hourly(s, mine)).map(there::compareTo))
                .filter(difference -> difference >= 0)
                .isPresent();
    }

    private static String price(Subject s, String other) {
        return hourly(s, other)
                .flatMap(there -> s.picks()
                        .instance()
                        .flatMap(mine -> hourly(s, mine))
                        .map(here -> " (" + there.toPlainString() + " against " + here.toPlainString() + " an hour)"))
                .orElse("");
    }

    private static Optional<BigDecimal> hourly(Subject s, String type) {
        return s.regions().stream()
                .findFirst()
                .flatMap(region -> s.prices().find(Item.INSTANCE, region, type))
                .map(Figure::usd);
    }

    private static Verdict estimate(Subject s) {
        List<PricedLine> unknown = s.estimate().lines().stream()
                .filter(line -> line.usd().isEmpty())
                .toList();
        return unknown.isEmpty()
                ? Verdict.passed("the price of every line is known")
                : Verdict.info(
                        "the sum leaves out what is not known: "
                                + unknown.stream()
                                        .map(line -> line.item().kind().word())
                                        .distinct()
                                        .collect(Collectors.joining(", ")),
                        "say under aws.usage what a month will use; \"muster prices refresh\" fetches missing prices");
    }

    private static Optional<Verdict> traffic(Subject s) {
        return s.estimate().lines().stream()
                .filter(line ->
                        line.item().kind() == BillKind.TRAFFIC && line.usd().isEmpty())
                .findFirst()
                .map(line -> Verdict.warning(
                        "traffic to the internet is paid by the GB and is not in the sum; nodes that serve peers or"
                                + " clients send terabytes" + perGb(s) + "; an account's first 100 GB a month are free",
                        "bound what the node uploads, keep clients in the region, and say aws.usage.traffic"));
    }

    private static String perGb(Subject s) {
        return s.regions().stream()
                .findFirst()
                .flatMap(region -> s.prices().find(Item.TRAFFIC_OUT, region, "0"))
                .map(figure -> " (" + figure.usd().toPlainString() + " a GB)")
                .orElse("");
    }

    private static Optional<Verdict> savings(Subject s) {
        return s.estimate().lines().stream()
                .filter(line -> line.item() instanceof BillItem.Instance instance && !instance.spot())
                .flatMap(line -> savings(s, ((BillItem.Instance) line.item()).type()).stream())
                .findFirst()
                .map(figure -> Verdict.info(
                        figure.type() + " in " + figure.region() + " costs "
                                + figure.usd().toPlainString() + " an hour with a savings plan",
                        "buy one when the node will stay: " + figure.note()));
    }

    private static Optional<Figure> savings(Subject s, String type) {
        return s.regions().stream()
                .flatMap(region -> s
                        .prices()
                        .find(Item.SAVINGS_3Y, region, type)
                        .or(() -> s.prices().find(Item.SAVINGS_1Y, region, type))
                        .stream())
                .findFirst();
    }

    private static Optional<Verdict> old(Subject s) {
        return s.estimate()
                .pricesAsOf()
                .filter(date -> ChronoUnit.DAYS.between(day(date), s.today()) > OLD_DAYS)
                .map(date -> Verdict.info(
                        "the oldest price in the sum is of " + date, "\"muster prices refresh\" fetches today's"));
    }

    private static LocalDate day(String date) {
        return date.length() == 7 ? YearMonth.parse(date).atDay(1) : LocalDate.parse(date);
    }
}
