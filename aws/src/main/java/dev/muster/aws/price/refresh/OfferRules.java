package dev.muster.aws.price.refresh;

import dev.muster.aws.price.Item;
import dev.muster.aws.price.refresh.OfferRule.TypeIs;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * What is read from AWS's price lists. Columns, usage types and units as found in public projects that read these files
 * (2026-11-22); an item that is not here keeps the price of the table in the program.
 */
final class OfferRules {
    private static final Map<String, BigDecimal> HOURS = Map.of("Hrs", BigDecimal.ONE);
    private static final Map<String, BigDecimal> GB_MONTHS = Map.of("GB-Mo", BigDecimal.ONE);
    private static final Map<String, BigDecimal> IOPS = Map.of("IOPS-Mo", BigDecimal.ONE);
    private static final Map<String, BigDecimal> GB = Map.of("GB", BigDecimal.ONE);
    private static final Map<String, BigDecimal> THOUSANDS = Map.of("Requests", BigDecimal.valueOf(1000));
    /** AWS publishes gp3 throughput by the GiB/s and bills it by the MiB/s. */
    private static final Map<String, BigDecimal> MIBPS =
            Map.of("GiBps-mo", BigDecimal.ONE.divide(BigDecimal.valueOf(1024)));

    private static final Map<String, String> LINUX = Map.of(
            "Operating System", "Linux",
            "Tenancy", "Shared",
            "Pre Installed S/W", "NA",
            "CapacityStatus", "Used",
            "License Model", "No License required",
            "operation", "RunInstances");
    private static final Map<String, String> BALANCER = Map.of("Product Family", "Load Balancer-Application");
    private static final Map<String, String> TO_THE_INTERNET =
            Map.of("Transfer Type", "AWS Outbound", "To Location", "External");

    static final List<OfferRule> ALL = List.of(
            new OfferRule("AmazonEC2", Item.INSTANCE, "BoxUsage:", new TypeIs.InstanceType(), LINUX, HOURS, 0),
            volume(Item.VOLUME_GB, "EBS:VolumeUsage.gp3", "gp3", GB_MONTHS, 0),
            volume(Item.VOLUME_GB, "EBS:VolumeUsage.gp2", "gp2", GB_MONTHS, 0),
            volume(Item.VOLUME_GB, "EBS:VolumeUsage.io2", "io2", GB_MONTHS, 0),
            volume(Item.VOLUME_IOPS, "EBS:VolumeP-IOPS.gp3", "gp3", IOPS, 3000),
            volume(Item.VOLUME_IOPS, "EBS:VolumeP-IOPS.io2", "io2", IOPS, 0),
            volume(Item.VOLUME_THROUGHPUT, "EBS:VolumeP-Throughput.gp3", "gp3", MIBPS, 125),
            one("AmazonEC2", Item.SNAPSHOT, "EBS:SnapshotUsage", Map.of(), GB_MONTHS),
            one("AmazonEC2", Item.NAT, "NatGateway-Hours", Map.of(), HOURS),
            one("AmazonEC2", Item.NAT_GB, "NatGateway-Bytes", Map.of(), GB),
            one("AWSELB", Item.BALANCER, "LoadBalancerUsage", BALANCER, HOURS),
            one("AWSELB", Item.BALANCER_UNITS, "LCUUsage", BALANCER, Map.of("LCU-Hrs", BigDecimal.ONE)),
            one("AmazonVPC", Item.ADDRESS, "PublicIPv4:InUseAddress", Map.of(), HOURS),
            one("AmazonCloudWatch", Item.METRIC, "CW:MetricMonitorUsage", Map.of(), each("Metrics")),
            one("AmazonCloudWatch", Item.ALARM, "CW:AlarmMonitorUsage", Map.of(), each("Alarms")),
            one("AmazonCloudWatch", Item.LOGS, "DataProcessing-Bytes", Map.of(), GB),
            one("AmazonS3", Item.BUCKET_GB, "TimedStorage-ByteHrs", Map.of(), GB_MONTHS),
            one("AmazonS3", Item.BUCKET_PUT, "Requests-Tier1", Map.of(), THOUSANDS),
            one("AmazonS3", Item.BUCKET_GET, "Requests-Tier2", Map.of(), THOUSANDS),
            new OfferRule(
                    "AWSDataTransfer",
                    Item.TRAFFIC_OUT,
                    "DataTransfer-Out-Bytes",
                    new TypeIs.FromAmount(),
                    TO_THE_INTERNET,
                    GB,
                    0));

    private OfferRules() {}

    private static OfferRule volume(Item item, String usage, String type, Map<String, BigDecimal> units, int free) {
        return new OfferRule("AmazonEC2", item, usage, new TypeIs.Word(type), Map.of(), units, free);
    }

    private static OfferRule one(
            String offer, Item item, String usage, Map<String, String> where, Map<String, BigDecimal> units) {
        return new OfferRule(offer, item, usage, new TypeIs.Word(""), where, units, 0);
    }

    private static Map<String, BigDecimal> each(String unit) {
        return Map.of(unit, BigDecimal.ONE);
    }
}
