package dev.muster.aws.operate;

import dev.muster.aws.cloud.Cloud;
import dev.muster.aws.cloud.Identity;
import dev.muster.aws.cloud.Refusal;
import dev.muster.aws.cloud.XmlAnswer;
import dev.muster.aws.facts.InstanceType;
import dev.muster.core.problem.MusterException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;

/** Looks whether an account can take a deployment in a region. Asks only; what cannot be asked is unknown. */
public final class AccountChecks {
    /** The id of the check that {@link #makeDefaultVpc} mends. */
    public static final String VPC = "aws.default-vpc";

    private final Cloud cloud;
    private final Optional<String> guard;
    private final Optional<Demand> demand;

    /**
     * @param guard the account the spec names
     * @param demand of a deployment; without one only what holds for all is looked at
     */
    public AccountChecks(Cloud cloud, Optional<String> guard, Optional<Demand> demand) {
        this.cloud = cloud;
        this.guard = guard;
        this.demand = demand;
    }

    /** All there is to look at. Without an account nothing else is asked. */
    public List<Diagnosis> all() {
        List<Diagnosis> all = new ArrayList<>();
        Diagnosis identity = identity();
        all.add(identity);
        if (identity.state() != Diagnosis.State.OK) {
            return all;
        }
        Diagnosis region = asked("aws.region", this::region);
        all.add(region);
        if (region.state() == Diagnosis.State.IMPOSSIBLE) {
            return all;
        }
        if (demand.map(Demand::defaultVpc).orElse(true)) {
            all.add(asked(VPC, this::vpc));
        }
        demand.flatMap(Demand::type).ifPresent(type -> all.add(asked("aws.type", () -> type(type))));
        demand.map(Demand::images).orElse(Set.of()).forEach(image -> all.add(asked("aws.image", () -> image(image))));
        all.addAll(new QuotaChecks(cloud, demand).all());
        return all;
    }

    /** A check of which the question may be refused. */
    static Diagnosis asked(String id, Supplier<Diagnosis> check) {
        try {
            return check.get();
        } catch (MusterException e) {
            return Diagnosis.unknown(id, "could not be asked: " + e.what(), e.advice());
        }
    }

    private Diagnosis identity() {
        try {
            Identity identity = Identity.of(cloud, guard);
            return Diagnosis.ok("aws.account", "account " + identity.account() + " as " + identity.arn());
        } catch (MusterException e) {
            return Diagnosis.impossible("aws.account", e.what(), e.advice());
        }
    }

    private XmlAnswer ec2(String action, Map<String, String> form) {
        return Refusal.explained(() -> cloud.query("ec2").call(action, form));
    }

    private Diagnosis region() {
        String code = cloud.region().code();
        String status = ec2("DescribeRegions", Map.of("AllRegions", "true", "RegionName.1", code))
                .first("optInStatus")
                .orElse("");
        return switch (status) {
            case "opt-in-not-required", "opted-in" -> Diagnosis.ok("aws.region", code + " is open to the account");
            case "not-opted-in" ->
                Diagnosis.impossible(
                        "aws.region",
                        "the account has not opted in to " + code,
                        "aws account enable-region --region-name " + code);
            default -> Diagnosis.unknown("aws.region", "AWS does not say whether " + code + " is open", "");
        };
    }

    private Diagnosis vpc() {
        return ec2("DescribeVpcs", Map.of("Filter.1.Name", "is-default", "Filter.1.Value.1", "true"))
                .first("vpcId")
                .map(id -> Diagnosis.ok(VPC, cloud.region() + " has a default VPC, " + id))
                .orElseGet(() -> Diagnosis.impossible(
                        VPC,
                        cloud.region() + " has no default VPC",
                        "\"muster doctor --target aws --fix\" makes one; or write aws: {network: {vpc: new}}"));
    }

    /** Makes the region's default VPC; its id. */
    public String makeDefaultVpc() {
        return ec2("CreateDefaultVpc", Map.of()).first("vpcId").orElse("");
    }

    private Diagnosis type(InstanceType type) {
        Set<String> offered = zones(cloud, type.name());
        Set<String> missing = new TreeSet<>(demand.map(Demand::zones).orElse(Set.of()));
        missing.removeAll(offered);
        if (offered.isEmpty()) {
            return Diagnosis.impossible(
                    "aws.type",
                    type.name() + " is not offered in " + cloud.region(),
                    "\"muster regions --type " + type.name() + "\" says where it is");
        }
        return missing.isEmpty()
                ? Diagnosis.ok("aws.type", type.name() + " is offered in " + String.join(", ", offered))
                : Diagnosis.impossible(
                        "aws.type",
                        type.name() + " is not offered in " + String.join(", ", missing),
                        "it is in " + String.join(", ", offered) + ": aws: {network: {zones: [...]}}");
    }

    /** Zones of a region in which a type is offered. */
    public static Set<String> zones(Cloud cloud, String type) {
        Set<String> zones = new TreeSet<>();
        XmlAnswer answer = Refusal.explained(() -> cloud.query("ec2")
                .call(
                        "DescribeInstanceTypeOfferings",
                        Map.of(
                                "LocationType",
                                "availability-zone",
                                "Filter.1.Name",
                                "instance-type",
                                "Filter.1.Value.1",
                                type)));
        answer.items("instanceTypeOfferingSet")
                .forEach(offer -> offer.first("location").ifPresent(zones::add));
        return zones;
    }

    private Diagnosis image(String path) {
        return Refusal.explained(() -> {
            try {
                String id = cloud.ssm()
                        .getParameter(ask -> ask.name(path))
                        .parameter()
                        .value();
                return Diagnosis.ok("aws.image", id + " is the image of " + path);
            } catch (ParameterNotFoundException e) {
                return Diagnosis.impossible(
                        "aws.image",
                        "there is no image under " + path + " in " + cloud.region(),
                        "name one: aws: {image: ami-...}");
            }
        });
    }
}
