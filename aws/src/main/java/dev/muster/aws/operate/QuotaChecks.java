package dev.muster.aws.operate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muster.aws.cloud.Cloud;
import dev.muster.aws.cloud.QueryException;
import dev.muster.aws.cloud.Refusal;
import dev.muster.aws.cloud.XmlAnswer;
import dev.muster.aws.facts.AwsFacts;
import dev.muster.aws.facts.InstanceType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;

/**
 * Compares what a deployment needs, and what is in use already, with the account's quotas. Codes: "Service quotas" pages
 * of EC2, EBS, VPC and Elastic Load Balancing as collected in the project's facts (2026-11-23).
 */
final class QuotaChecks {
    private final Cloud cloud;
    private final Optional<Demand> demand;

    QuotaChecks(Cloud cloud, Optional<Demand> demand) {
        this.cloud = cloud;
        this.demand = demand;
    }

    /**
     * A quota.
     *
     * @param unit of its number, for a person
     */
    private record Quota(String service, String code, String unit) {
        String id() {
            return "aws.quota." + code;
        }
    }

    private static final Quota STANDARD = new Quota("ec2", "L-1216C47A", "vCPUs of standard instances");

    List<Diagnosis> all() {
        List<Diagnosis> all = new ArrayList<>();
        if (demand.isEmpty()) {
            all.add(check(STANDARD, 0, () -> used(STANDARD.code())));
            return all;
        }
        Demand wanted = demand.get();
        wanted.type().ifPresent(type -> {
            Quota quota = cpus(type, wanted.spot());
            all.add(check(quota, wanted.vcpus(), () -> used(quota.code())));
        });
        if (wanted.addresses() > 0) {
            all.add(check(
                    new Quota("ec2", "L-0263D0A3", "Elastic IPs"),
                    wanted.addresses(),
                    () -> count("ec2", "DescribeAddresses", "addressesSet")));
        }
        if (wanted.ownVpcs() > 0) {
            all.add(check(
                    new Quota("vpc", "L-F678F1CE", "VPCs"),
                    wanted.ownVpcs(),
                    () -> count("ec2", "DescribeVpcs", "vpcSet")));
        }
        if (wanted.balancers() > 0) {
            all.add(check(
                    new Quota("elasticloadbalancing", "L-53DA6B97", "Application Load Balancers"),
                    wanted.balancers(),
                    () -> count("elasticloadbalancing", "DescribeLoadBalancers", "LoadBalancers")));
        }
        all.add(check(
                new Quota("ebs", "L-7A658B76", "TiB of gp3 volumes"),
                (int) Math.ceilDiv(wanted.volumeGib(), 1024L),
                this::tebibytes));
        return all;
    }

    private static boolean graphic(String type) {
        return type.startsWith("g") || type.startsWith("vt");
    }

    private static Quota cpus(InstanceType type, boolean spot) {
        if (graphic(type.name())) {
            return spot
                    ? new Quota("ec2", "L-3819A6DF", "vCPUs of G and VT spot instances")
                    : new Quota("ec2", "L-DB2E81BA", "vCPUs of G and VT instances");
        }
        return spot ? new Quota("ec2", "L-34B43A08", "vCPUs of standard spot instances") : STANDARD;
    }

    private Diagnosis check(Quota quota, int wanted, IntSupplier usage) {
        return AccountChecks.asked(quota.id(), () -> {
            Optional<Double> most = most(quota);
            if (most.isEmpty()) {
                return Diagnosis.unknown(
                        quota.id(),
                        "AWS does not tell the quota of " + quota.unit(),
                        "aws service-quotas get-service-quota --service-code " + quota.service() + " --quota-code "
                                + quota.code() + " --region " + cloud.region());
            }
            int used = usage.getAsInt();
            String numbers = "%s: %d in use, %d wanted, %.0f allowed".formatted(quota.unit(), used, wanted, most.get());
            return used + wanted <= most.get()
                    ? Diagnosis.ok(quota.id(), numbers)
                    : Diagnosis.impossible(
                            quota.id(),
                            numbers,
                            "aws service-quotas request-service-quota-increase --service-code " + quota.service()
                                    + " --quota-code " + quota.code() + " --desired-value " + (used + wanted)
                                    + " --region " + cloud.region());
        });
    }

    /** The account's, else AWS's default; empty if neither is known. */
    private Optional<Double> most(Quota quota) {
        for (String action : List.of("GetServiceQuota", "GetAWSDefaultServiceQuota")) {
            Optional<Double> value = Refusal.explained(() -> {
                try {
                    JsonNode answer = cloud.jsonQuery("servicequotas")
                            .call(action, Map.of("ServiceCode", quota.service(), "QuotaCode", quota.code()));
                    return Optional.of(answer.path("Quota").path("Value"))
                            .filter(JsonNode::isNumber)
                            .map(JsonNode::asDouble);
                } catch (QueryException e) {
                    if (e.code().equals("NoSuchResourceException")) {
                        return Optional.empty();
                    }
                    throw e;
                }
            });
            if (value.isPresent()) {
                return value;
            }
        }
        return Optional.empty();
    }

    private List<XmlAnswer> items(String service, String action, String list, Map<String, String> form) {
        List<XmlAnswer> all = new ArrayList<>();
        String next = "";
        do {
            Map<String, String> page = new HashMap<>(form);
            if (!next.isEmpty()) {
                page.put(service.equals("ec2") ? "NextToken" : "Marker", next);
            }
            XmlAnswer answer = Refusal.explained(() -> cloud.query(service).call(action, page));
            all.addAll(answer.items(list));
            next = answer.first(service.equals("ec2") ? "nextToken" : "NextMarker")
                    .orElse("");
        } while (!next.isEmpty());
        return all;
    }

    private int count(String service, String action, String list) {
        return items(service, action, list, Map.of()).size();
    }

    private int tebibytes() {
        long gib = items(
                        "ec2",
                        "DescribeVolumes",
                        "volumeSet",
                        Map.of("Filter.1.Name", "volume-type", "Filter.1.Value.1", "gp3"))
                .stream()
                .mapToLong(volume -> volume.first("size").map(Long::parseLong).orElse(0L))
                .sum();
        return (int) Math.ceilDiv(gib, 1024L);
    }

    /** vCPUs that run and count against a quota of instances. */
    private int used(String code) {
        AwsFacts facts = new AwsFacts();
        boolean graphic = code.equals("L-DB2E81BA") || code.equals("L-3819A6DF");
        boolean spot = code.equals("L-34B43A08") || code.equals("L-3819A6DF");
        int sum = 0;
        List<XmlAnswer> reservations = items(
                "ec2",
                "DescribeInstances",
                "reservationSet",
                Map.of(
                        "Filter.1.Name",
                        "instance-state-name",
                        "Filter.1.Value.1",
                        "running",
                        "Filter.1.Value.2",
                        "pending"));
        for (XmlAnswer reservation : reservations) {
            for (XmlAnswer instance : reservation.items("instancesSet")) {
                String type = instance.first("instanceType").orElse("");
                boolean counts = graphic(type) == graphic
                        && instance.first("instanceLifecycle")
                                        .filter("spot"::equals)
                                        .isPresent()
                                == spot;
                InstanceType known = facts.instanceTypes().get(type);
                sum += counts && known != null ? known.vcpus() : 0;
            }
        }
        return sum;
    }
}
