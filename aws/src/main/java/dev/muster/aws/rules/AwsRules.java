package dev.muster.aws.rules;

import dev.muster.aws.facts.AwsFacts;
import dev.muster.aws.synth.Picks;
import dev.muster.core.problem.Place;
import dev.muster.core.problem.Problems;
import dev.muster.core.shape.Cursor;
import dev.muster.core.spec.SpecReader.Resolved;
import dev.muster.core.yaml.Yaml;
import java.util.List;

/** What a spec must fulfil to run on AWS, beyond what the spec's own rules say. Asked before any call. */
public final class AwsRules {
    private static final List<AwsRule> ALL = List.of(
            new AwsRule("aws.region-missing", RegionRules::missing),
            new AwsRule("aws.region-unknown", RegionRules::unknown),
            new AwsRule("aws.zone-unknown", RegionRules::zone),
            new AwsRule("aws.instance-needed", MachineRules::needed),
            new AwsRule("aws.instance-unknown", MachineRules::unknown),
            new AwsRule("aws.architecture", MachineRules::architecture),
            new AwsRule("aws.architecture-software", MachineRules::software),
            new AwsRule("aws.architecture-wanted", MachineRules::softwareWanted),
            new AwsRule("aws.gpu", MachineRules::gpu),
            new AwsRule("aws.instance-small", MachineRules::tooSmall),
            new AwsRule("aws.role-boundary", MachineRules::boundaryOfGivenRole),
            new AwsRule("aws.spot-singleton", MachineRules::spot),
            new AwsRule("aws.spot-type", MachineRules::spotType),
            new AwsRule("aws.image-fleet", MachineRules::imageOfFleet),
            new AwsRule("aws.stop-grace", MachineRules::grace),
            new AwsRule("aws.stop-grace-long", MachineRules::graceBeyondHook),
            new AwsRule("aws.volume-size", VolumeRules::size),
            new AwsRule("aws.root-volume", VolumeRules::root),
            new AwsRule("aws.root-volume-large", VolumeRules::rootTooLarge),
            new AwsRule("aws.volume-mount", VolumeRules::mount),
            new AwsRule("aws.volume-iops-needed", VolumeRules::iopsNeeded),
            new AwsRule("aws.volume-iops", VolumeRules::iops),
            new AwsRule("aws.volume-throughput", VolumeRules::throughput),
            new AwsRule("aws.volume-iops-ratio", VolumeRules::ratio),
            new AwsRule("aws.volume-throughput-ratio", VolumeRules::throughputRatio),
            new AwsRule("aws.volume-rate", VolumeRules::rate),
            new AwsRule("aws.volume-snapshot-fleet", VolumeRules::snapshotOfFleet),
            new AwsRule("aws.volume-key-region", VolumeRules::keyElsewhere),
            new AwsRule("aws.expose-local", DoorRules::local),
            new AwsRule("aws.expose-world", DoorRules::world),
            new AwsRule("aws.ssh-world", DoorRules::ssh),
            new AwsRule("aws.port-agent", DoorRules::agentPort),
            new AwsRule("aws.port-ssh", DoorRules::sshPort),
            new AwsRule("aws.security-group-rules", DoorRules::rulesOfGivenGroup),
            new AwsRule("aws.balancer-topology", BalancerRules::topology),
            new AwsRule("aws.balancer-plain-world", BalancerRules::plainWorld),
            new AwsRule("aws.balancer-internal-world", BalancerRules::internalWorld),
            new AwsRule("aws.balancer-world-nobody", BalancerRules::worldForNobody),
            new AwsRule("aws.balancer-certificate", BalancerRules::certificate),
            new AwsRule("aws.balancer-nothing", BalancerRules::nothingToServe),
            new AwsRule("aws.balancer-waf-rate", BalancerRules::rate),
            new AwsRule("aws.balancer-waf-window", BalancerRules::windowOfNothing),
            new AwsRule("aws.network-subnets", NetworkRules::subnetsNeeded),
            new AwsRule("aws.network-subnets-vpc", NetworkRules::subnetsOfNothing),
            new AwsRule("aws.network-zones", NetworkRules::zonesOfSubnets),
            new AwsRule("aws.network-two-zones", NetworkRules::twoZones),
            new AwsRule("aws.network-security-group", NetworkRules::groupOfNewNetwork),
            new AwsRule("aws.network-range", NetworkRules::range),
            new AwsRule("aws.network-range-vpc", NetworkRules::rangeOfNothing),
            new AwsRule("aws.network-fleet", NetworkRules::partsOfFleet),
            new AwsRule("aws.slots", NetworkRules::slots),
            new AwsRule("aws.address-fleet", NetworkRules::address),
            new AwsRule("aws.singleton-fleet", NetworkRules::singletonFleet),
            new AwsRule("aws.alarms-both", NetworkRules::alarms),
            new AwsRule("aws.alarms-topic", NetworkRules::topic),
            new AwsRule("aws.alarms-email", NetworkRules::email),
            new AwsRule("aws.tags", NetworkRules::tags));

    /** Ids of all rules here, for the test that each is raised. */
    public static final List<String> IDS = ALL.stream().map(AwsRule::id).toList();

    private AwsRules() {}

    /**
     * Checks a spec that is right as such.
     *
     * @param file its path as the user wrote it
     * @throws dev.muster.core.problem.InvalidFileException with all problems, if there are any
     */
    public static void check(String file, Resolved resolved, AwsFacts facts) {
        Problems problems = new Problems();
        Cursor top = Cursor.on(Yaml.parse(file, resolved.text(), problems).orElseThrow());
        Question question = new Question(Picks.of(resolved.spec(), resolved.blueprint()), facts);
        for (AwsRule rule : ALL) {
            rule.faults()
                    .apply(question)
                    .forEach(fault -> problems.add(rule.id(), place(top, fault.path()), fault.message()));
        }
        problems.raise();
    }

    /** Where the value of a path stands, or the nearest block above it that the file has. Regions have two keys. */
    private static Place place(Cursor top, String path) {
        Cursor at = top;
        String[] keys = path.split("\\.", -1);
        for (int i = 0; i < keys.length - 1; i++) {
            if (!at.has(keys[i])) {
                return at.map().place();
            }
            at = at.block(keys[i]);
        }
        String last = keys[keys.length - 1];
        return at.place(last.equals("regions") && at.has("region") ? "region" : last);
    }
}
