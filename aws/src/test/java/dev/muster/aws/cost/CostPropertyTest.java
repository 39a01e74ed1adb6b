package dev.muster.aws.cost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.aws.fixtures.Specs;
import dev.muster.aws.price.Figure;
import dev.muster.aws.price.Item;
import dev.muster.core.value.Region;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What holds of all bills. */
class CostPropertyTest {
    @Provide
    Arbitrary<Region> regions() {
        return Arbitraries.of(Priced.TABLE.figures().stream()
                .map(Figure::region)
                .filter(code -> !code.equals(Figure.GLOBAL))
                .distinct()
                .map(Region::new)
                .toList());
    }

    private static Optional<BigDecimal> volume(Region region, long gib, int iops, int throughput) {
        Bill bill = Bill.of(region).with(new BillItem.Volume(true, "gp3", gib, iops, throughput), 1);
        return Estimate.of(List.of(bill), Priced.TABLE).sum();
    }

    @Property(tries = 200)
    void oneGibibyteMoreCostsThePriceOfOne(
            @ForAll("regions") Region region, @ForAll @IntRange(min = 1, max = 65_535) int gib) {
        Optional<BigDecimal> one = volume(region, gib, 0, 0);
        Optional<BigDecimal> more = volume(region, gib + 1L, 0, 0);
        Optional<Figure> price = Priced.TABLE.find(Item.VOLUME_GB, region, "gp3");
        assertThat(one.isPresent()).isEqualTo(price.isPresent());
        price.ifPresent(figure ->
                assertThat(more.orElseThrow().subtract(one.orElseThrow())).isEqualByComparingTo(figure.usd()));
    }

    @Property(tries = 200)
    void theBaseOfGp3IsFree(
            @ForAll("regions") Region region,
            @ForAll @IntRange(max = 3000) int iops,
            @ForAll @IntRange(max = 125) int throughput) {
        assertThat(volume(region, 100, iops, throughput)).isEqualTo(volume(region, 100, 0, 0));
    }

    @Property(tries = 200)
    void whatIsAboveTheBaseCostsByTheUnit(
            @ForAll("regions") Region region,
            @ForAll @IntRange(min = 3001, max = 80_000) int iops,
            @ForAll @IntRange(min = 126, max = 2000) int throughput) {
        Optional<BigDecimal> base = volume(region, 100, 0, 0);
        Optional<BigDecimal> fast = volume(region, 100, iops, throughput);
        Optional<Figure> perIops = Priced.TABLE.find(Item.VOLUME_IOPS, region, "gp3");
        Optional<Figure> perRate = Priced.TABLE.find(Item.VOLUME_THROUGHPUT, region, "gp3");
        assertThat(fast.isPresent()).isEqualTo(base.isPresent() && perIops.isPresent() && perRate.isPresent());
        fast.ifPresent(sum -> assertThat(sum)
                .isEqualByComparingTo(base.orElseThrow()
                        .add(BigDecimal.valueOf(iops - 3000L)
                                .multiply(perIops.orElseThrow().usd()))
                        .add(BigDecimal.valueOf(throughput - 125L)
                                .multiply(perRate.orElseThrow().usd()))));
    }

    @Property(tries = 10)
    void twoNodesCostTwiceThePerNodeLines(@ForAll @IntRange(min = 1, max = 20) int nodes) {
        Estimate one = fleet(nodes, "us-east-1");
        Estimate two = fleet(2 * nodes, "us-east-1");
        for (BillKind kind :
                List.of(BillKind.INSTANCE, BillKind.VOLUME, BillKind.ADDRESS, BillKind.TRAFFIC, BillKind.LOGS)) {
            assertThat(Priced.usd(two, kind))
                    .isEqualByComparingTo(Priced.usd(one, kind).multiply(BigDecimal.TWO));
        }
        assertThat(Priced.usd(two, BillKind.SECRETS)).isEqualByComparingTo(Priced.usd(one, BillKind.SECRETS));
    }

    /** A price of another region is never taken: each line has its own region's or none. */
    @Property(tries = 40)
    void anotherRegionChangesEveryLineOrHasNoPrice(@ForAll("regions") Region region) {
        Assume.that(!region.code().equals("us-east-1"));
        Estimate here = fleet(1, "us-east-1");
        Estimate there = fleet(1, region.code());
        assertThat(there.lines()).hasSameSizeAs(here.lines()).allSatisfy(line -> {
            assertThat(line.figures())
                    .allMatch(figure -> List.of(region.code(), Figure.GLOBAL).contains(figure.region()));
            assertThat(
                            line.usd().isPresent()
                                    ? !line.figures().isEmpty()
                                    : line.what().contains("no price known in " + region))
                    .isTrue();
        });
    }

    private static Estimate fleet(int nodes, String region) {
        String text = Specs.spec("fleet", "usage: {traffic: 10 GB, logs: 1 GB}")
                .replace("regions: [us-east-1, eu-central-1]", "regions: [" + region + "]")
                .replace("topology: fleet", "topology: fleet\nnodes: " + nodes);
        return Estimate.of(Priced.bills(Specs.read(Specs.all(), text)), Priced.TABLE);
    }
}
