package dev.muster.aws.price.refresh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.aws.price.Figure;
import dev.muster.aws.price.Item;
import dev.muster.aws.price.PriceTable;
import dev.muster.aws.price.Prices;
import dev.muster.core.problem.MusterException;
import dev.muster.core.value.Region;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prices are read from lists of AWS's form, the right rows only, and used in place of older ones. */
class PriceRefreshTest {
    private static final Region TOKYO = new Region("ap-northeast-1");

    @TempDir
    Path cache;

    private final List<String> said = new ArrayList<>();
    private PriceListServer aws;

    @BeforeEach
    void serve() throws Exception {
        aws = new PriceListServer();
        for (String offer : OfferPrices.offers()) {
            aws.offer(offer, "eu-nowhere-1", List.of());
        }
        aws.savings("eu-nowhere-1", List.of());
    }

    @AfterEach
    void stop() {
        aws.close();
    }

    private PriceTable refreshed() {
        new PriceRefresh(aws.base(), Fetch.http(), cache, said::add).region(TOKYO);
        return Prices.with(cache);
    }

    private static Figure figure(PriceTable table, Item item, String type) {
        return table.find(item, TOKYO, type).orElseThrow();
    }

    @Test
    void ofManyRowsOfAnInstanceOnlyThePlainOneCounts() {
        aws.offer(
                "AmazonEC2",
                TOKYO.code(),
                List.of(
                        instance(Map.of("Operating System", "Windows", "PricePerUnit", "9")),
                        instance(Map.of("TermType", "Reserved", "PricePerUnit", "9")),
                        instance(Map.of("CapacityStatus", "UnusedCapacityReservation", "PricePerUnit", "9")),
                        instance(Map.of("Location Type", "AWS Local Zone", "PricePerUnit", "9")),
                        instance(Map.of("usageType", "APN1-DedicatedUsage:m5.large", "PricePerUnit", "9")),
                        instance(Map.of("operation", "RunInstances:0004", "PricePerUnit", "9")),
                        instance(Map.of("PricePerUnit", "0.0000000000")),
                        instance(Map.of("PricePerUnit", "0.1230000000"))));
        Figure figure = figure(refreshed(), Item.INSTANCE, "m5.large");
        assertThat(figure.usd()).isEqualByComparingTo("0.123");
        assertThat(figure.source().date()).isEqualTo("2026-11-20");
        assertThat(figure.source().where())
                .startsWith("AWS price list AmazonEC2")
                .endsWith("ap-northeast-1/index.csv");
        assertThat(said).containsExactly("AmazonEC2 of ap-northeast-1");
    }

    private static Map<String, String> instance(Map<String, String> but) {
        Map<String, String> row = new HashMap<>(Map.of(
                "TermType", "OnDemand",
                "PriceDescription", "$0.123 per On Demand Linux m5.large Instance Hour, \"Tokyo\"",
                "Unit", "Hrs",
                "Product Family", "Compute Instance",
                "Location Type", "AWS Region",
                "Instance Type", "m5.large",
                "Tenancy", "Shared",
                "Operating System", "Linux",
                "Pre Installed S/W", "NA",
                "CapacityStatus", "Used"));
        row.putAll(Map.of(
                "License Model", "No License required",
                "operation", "RunInstances",
                "usageType", "APN1-BoxUsage:m5.large"));
        row.putAll(but);
        return row;
    }

    @Test
    void throughputIsPublishedByTheGibibyteAndKeptByTheMebibyte() {
        aws.offer(
                "AmazonEC2",
                TOKYO.code(),
                List.of(
                        row("APN1-EBS:VolumeUsage.gp3", "GB-Mo", "0.0970000000", Map.of()),
                        row("APN1-EBS:VolumeP-IOPS.gp3", "IOPS-Mo", "0.0061000000", Map.of()),
                        row("APN1-EBS:VolumeP-Throughput.gp3", "GiBps-mo", "51.2000000000", Map.of())));
        PriceTable table = refreshed();
        assertThat(figure(table, Item.VOLUME_GB, "gp3").usd()).isEqualByComparingTo("0.097");
        assertThat(figure(table, Item.VOLUME_IOPS, "gp3").usd()).isEqualByComparingTo("0.0061");
        assertThat(figure(table, Item.VOLUME_IOPS, "gp3").free()).isEqualByComparingTo("3000");
        assertThat(figure(table, Item.VOLUME_THROUGHPUT, "gp3").usd()).isEqualByComparingTo("0.05");
    }

    @Test
    void trafficHasTiersAndOtherThingsTheirFirst() {
        Map<String, String> out = Map.of("Transfer Type", "AWS Outbound", "To Location", "External");
        aws.offer(
                "AWSDataTransfer",
                TOKYO.code(),
                List.of(
                        row("APN1-DataTransfer-Out-Bytes", "GB", "0.0890000000", with(out, "StartingRange", "10240")),
                        row("APN1-DataTransfer-Out-Bytes", "GB", "0.1150000000", with(out, "StartingRange", "0")),
                        row("Global-DataTransfer-Out-Bytes", "GB", "0.0000000000", with(out, "StartingRange", "0"))));
        aws.offer(
                "AmazonCloudWatch",
                TOKYO.code(),
                List.of(
                        row("APN1-CW:MetricMonitorUsage", "Metrics", "0.1000000000", Map.of("StartingRange", "10000")),
                        row("APN1-CW:MetricMonitorUsage", "Metrics", "0.3000000000", Map.of("StartingRange", "0"))));
        PriceTable table = refreshed();
        assertThat(table.tiers(Item.TRAFFIC_OUT, TOKYO))
                .extracting(figure -> figure.type() + " " + figure.usd().toPlainString())
                .startsWith("0 0.115", "10240 0.089");
        assertThat(figure(table, Item.METRIC, "").usd()).isEqualByComparingTo("0.3");
    }

    @Test
    void savingsPlansAreThoseOfEc2InstancesWithoutUpfrontPayment() {
        aws.savings(
                TOKYO.code(),
                List.of(
                        plan("ComputeSavingsPlans", "No Upfront", "1", "9"),
                        plan("EC2InstanceSavingsPlans", "All Upfront", "1", "9"),
                        plan("EC2InstanceSavingsPlans", "No Upfront", "1", "0.0780"),
                        plan("EC2InstanceSavingsPlans", "No Upfront", "3", "0.0540")));
        PriceTable table = refreshed();
        assertThat(figure(table, Item.SAVINGS_1Y, "m5.large").usd()).isEqualByComparingTo("0.078");
        assertThat(figure(table, Item.SAVINGS_3Y, "m5.large").usd()).isEqualByComparingTo("0.054");
        assertThat(figure(table, Item.SAVINGS_3Y, "m5.large").note())
                .isEqualTo("3-year EC2 Instance Savings Plan, no upfront");
        assertThat(figure(table, Item.SAVINGS_3Y, "m5.large").source().date()).isEqualTo("2026-11-18");
    }

    private static Map<String, String> plan(String family, String upfront, String years, String rate) {
        return Map.of(
                "Product Family",
                family,
                "PurchaseOption",
                upfront,
                "LeaseContractLength",
                years,
                "LeaseContractLengthUnit",
                "year",
                "DiscountedRate",
                rate,
                "DiscountedUsageType",
                "APN1-BoxUsage:m5.large",
                "DiscountedOperation",
                "RunInstances",
                "DiscountedRegionCode",
                TOKYO.code(),
                "DiscountedInstanceType",
                "m5.large");
    }

    @Test
    void whatCannotBeReadIsAnErrorAndLeavesTheOldFile() throws Exception {
        aws.offer("AmazonEC2", TOKYO.code(), List.of(instance(Map.of("PricePerUnit", "0.123"))));
        refreshed();
        String before = Files.readString(cache.resolve("ap-northeast-1.json"));
        aws.file("/offers/v1.0/aws/AmazonEC2/20261120225308/ap-northeast-1/index.csv", "<html>moved</html>\n");
        assertThatThrownBy(this::refreshed)
                .isInstanceOf(MusterException.class)
                .hasMessageContaining("sixth row does not name the column SKU");
        assertThat(cache.resolve("ap-northeast-1.json")).content().isEqualTo(before);
        aws.close();
        assertThatThrownBy(this::refreshed)
                .isInstanceOf(MusterException.class)
                .hasMessageContaining("could not be read");
    }

    @Test
    void aRegionThatIsInNoListIsAnError() {
        assertThatThrownBy(this::refreshed).hasMessageContaining("no price for ap-northeast-1");
        assertThat(cache).isEmptyDirectory();
    }

    private static Map<String, String> row(String usage, String unit, String price, Map<String, String> more) {
        Map<String, String> row =
                new HashMap<>(Map.of("TermType", "OnDemand", "usageType", usage, "Unit", unit, "PricePerUnit", price));
        row.putAll(more);
        return row;
    }

    private static Map<String, String> with(Map<String, String> map, String key, String value) {
        Map<String, String> more = new HashMap<>(map);
        more.put(key, value);
        return more;
    }
}
