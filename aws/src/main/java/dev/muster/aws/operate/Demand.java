package dev.muster.aws.operate;

import dev.muster.aws.facts.InstanceType;
import dev.muster.aws.synth.Input;
import dev.muster.aws.synth.Picks;
import dev.muster.aws.synth.StackPlan;
import dev.muster.core.spec.Spec.Topology;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What a deployment asks of an account in one region.
 *
 * @param type empty if no instance type is known
 * @param zones in which its nodes shall be; empty if subnets decide
 * @param images names of public parameters
 * @param defaultVpc whether it goes into the region's default VPC
 */
public record Demand(
        Optional<InstanceType> type,
        int nodes,
        boolean spot,
        Set<String> zones,
        Set<String> images,
        boolean defaultVpc,
        int ownVpcs,
        int addresses,
        int balancers,
        long volumeGib) {
    /** What stacks ask for. */
    public static Demand of(Picks picks, List<StackPlan> stacks, Function<String, Optional<InstanceType>> types) {
        List<StackPlan> own = stacks.stream()
                .filter(plan ->
                        !plan.template().ofType("AWS::EC2::LaunchTemplate").isEmpty())
                .toList();
        boolean fleet = picks.spec().topology() == Topology.FLEET;
        int nodes = fleet ? picks.spec().nodes() : count(own, "AWS::AutoScaling::AutoScalingGroup");
        Set<String> zones = new TreeSet<>();
        inputs(own).forEach(input -> {
            if (input instanceof Input.DefaultSubnet subnet) {
                zones.add(subnet.zone());
            }
        });
        Set<String> images = new TreeSet<>();
        inputs(own).forEach(input -> {
            if (input instanceof Input.PublicImage image) {
                images.add(image.path());
            }
        });
        boolean defaultVpc = inputs(own)
                .anyMatch(input -> input instanceof Input.DefaultVpc || input instanceof Input.DefaultSubnet);
        return new Demand(
                picks.instance().flatMap(types),
                nodes,
                picks.aws().spot(),
                zones,
                images,
                defaultVpc,
                count(own, "AWS::EC2::VPC"),
                count(own, "AWS::EC2::EIP"),
                count(own, "AWS::ElasticLoadBalancingV2::LoadBalancer"),
                picks.disk().gib().orElse(0L) * nodes);
    }

    private static Stream<Input> inputs(List<StackPlan> plans) {
        return plans.stream().flatMap(plan -> plan.parameters().values().stream());
    }

    private static int count(List<StackPlan> plans, String type) {
        return plans.stream()
                .mapToInt(plan -> plan.template().ofType(type).size())
                .sum();
    }

    /** Virtual CPUs of all nodes. */
    int vcpus() {
        return type.map(InstanceType::vcpus).orElse(0) * nodes;
    }
}
