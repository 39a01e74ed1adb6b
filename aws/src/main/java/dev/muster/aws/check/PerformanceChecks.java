package dev.muster.aws.check;

import dev.muster.aws.facts.InstanceType;
import dev.muster.aws.price.Item;
import dev.muster.aws.synth.Disk;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Rows 16 to 18 of the checklist. */
final class PerformanceChecks {
    static final List<Check> ALL = List.of(
            Check.row(16, "performance.instance", PerformanceChecks::instance),
            Check.row(17, "performance.volume", PerformanceChecks::volume),
            Check.row(18, "performance.architecture", PerformanceChecks::architecture));

    /**
     * The families with credits. T2 is slowed down without them; T3, T3a and T4g go on, at a price ("Default: standard
     * (T2 instances) or unlimited (T3/T3a/T4g instances)", CreditSpecification of RunInstances,
     * docs.aws.amazon.com/sdk-for-kotlin, 2026-11-28). Flex types are like them (vantage.sh/blog/m7i-flex-vs-t-series-cost,
     * 2026-11-28).
     */
    private static final Pattern BURSTS = Pattern.compile("t\\d[a-z]*\\..+");

    private PerformanceChecks() {}

    private static Verdict instance(Subject s) {
        String type = s.picks().instance().orElse("the instance type");
        if (BURSTS.matcher(type).matches()) {
            String credits = type + " works at full speed for a part of the day only; "
                    + (type.startsWith("t2.")
                            ? "then it is slowed down"
                            : "beyond it each hour of a core is charged, which is not in the sum");
            return s.chain()
                    ? Verdict.warning(credits + "; a sync takes days", "a type of the m or c families")
                    : Verdict.info(credits, "a type of the m or c families where the node's work is more than bursts");
        }
        return type.contains("-flex.")
                ? Verdict.info(
                        type + " does not work at full speed at all times",
                        "the type without -flex for a node that is busy")
                : Verdict.passed(type + " works at full speed at all times");
    }

    /** Paying for more than the instance can drive buys bursts only. */
    private static Verdict volume(Subject s) {
        Optional<InstanceType> type = s.type();
        if (type.isEmpty()
                || type.get().sustainedIops().isEmpty()
                || type.get().sustainedMBps().isEmpty()) {
            return Verdict.info(
                    "how fast the instance type reaches its volumes is not known", "see AWS's page of the type");
        }
        Disk disk = s.picks().disk();
        int iops = type.get().sustainedIops().getAsInt();
        double rate = type.get().sustainedMBps().getAsDouble();
        boolean tooMany = paid(s, Item.VOLUME_IOPS, disk.iops())
                .filter(wanted -> wanted > iops)
                .isPresent();
        boolean tooFast = paid(s, Item.VOLUME_THROUGHPUT, disk.throughput())
                .filter(wanted -> megabytes(wanted) > rate)
                .isPresent();
        return tooMany || tooFast
                ? Verdict.warning(
                        type.get().name() + " sustains " + iops + " IOPS and " + Math.round(rate)
                                + " MB/s to its volumes; the volume is paid for " + wanted(disk)
                                + ", which it reaches in bursts only",
                        "a larger instance, or less on the volume" + later(s))
                : Verdict.passed(type.get().name() + " sustains what the volume is paid for");
    }

    /** What is provisioned above what a volume of the type has for nothing. */
    private static Optional<Integer> paid(Subject s, Item item, Optional<Integer> provisioned) {
        BigDecimal free = s.prices().free(item, s.picks().disk().type());
        return provisioned.filter(units -> BigDecimal.valueOf(units).compareTo(free) > 0);
    }

    private static String wanted(Disk disk) {
        return disk.iops().map(iops -> iops + " IOPS").orElse("its base of IOPS")
                + disk.throughput().map(rate -> " and " + rate + " MiB/s").orElse("");
    }

    private static double megabytes(int mebibytes) {
        return mebibytes * (double) (1 << 20) / 1_000_000;
    }

    /** The first sync wants more than what comes after it. */
    static String later(Subject s) {
        return s.chain() ? " once the first sync is done" : "";
    }

    private static Verdict architecture(Subject s) {
        if (!s.chain()) {
            return Verdict.info(
                    "how much the node's work takes is not known before",
                    "watch it with \"muster status\", and the volume's and instance's use");
        }
        boolean measured = s.blueprint().expects().stream()
                .filter(expected -> expected.what().equals("sync"))
                .anyMatch(expected -> expected.network().equals("*")
                        || expected.network().equals(s.picks().spec().network()));
        boolean own = s.aws().instance().isPresent() || s.aws().volume().size().isPresent();
        return measured && !own
                ? Verdict.passed("the blueprint's own type and volume, for which it states how long a sync takes")
                : Verdict.info(
                        own
                                ? "type or volume are your own choice; how long a sync takes on them is not known"
                                : "the blueprint does not state how long a sync takes",
                        "watch the first sync with \"muster status\", and the volume's and instance's use after it");
    }
}
