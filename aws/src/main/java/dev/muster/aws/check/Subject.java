package dev.muster.aws.check;

import dev.muster.aws.cost.Estimate;
import dev.muster.aws.facts.AwsFacts;
import dev.muster.aws.facts.InstanceType;
import dev.muster.aws.price.PriceTable;
import dev.muster.aws.synth.OpenPort;
import dev.muster.aws.synth.Picks;
import dev.muster.core.blueprint.Blueprint;
import dev.muster.core.blueprint.PortDef;
import dev.muster.core.blueprint.PortDef.Exposure;
import dev.muster.core.blueprint.Version;
import dev.muster.core.plan.PaperNode;
import dev.muster.core.spec.AwsSpec;
import dev.muster.core.spec.Spec.Topology;
import dev.muster.core.value.Cidr;
import dev.muster.core.value.Region;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What is checked: a spec that the rules admit, its blueprint, and what it costs.
 *
 * @param today for deadlines and the age of prices
 */
public record Subject(Picks picks, AwsFacts facts, Estimate estimate, PriceTable prices, LocalDate today) {
    AwsSpec aws() {
        return picks.aws();
    }

    Blueprint blueprint() {
        return picks.blueprint();
    }

    Topology topology() {
        return picks.spec().topology();
    }

    boolean ha() {
        return topology() == Topology.HA;
    }

    List<Region> regions() {
        return aws().regions();
    }

    Optional<InstanceType> type() {
        return picks.type(facts);
    }

    /** Whether the node follows a chain, and so has to sync. */
    boolean chain() {
        return blueprint().probes().work().isEmpty() && !picks.network().dev();
    }

    /** The security group that the spec names, whose rules are not known here. */
    Optional<String> givenGroup() {
        return aws().network().securityGroup();
    }

    /** Ports of requests that somebody outside the VPC may reach. */
    List<OpenPort> requestsFromOutside() {
        return picks.openPorts().stream()
                .filter(port ->
                        exposure(port) == Exposure.PRIVATE && !port.from().isEmpty())
                .toList();
    }

    /** Ports of requests, whoever may reach them. */
    List<OpenPort> requestPorts() {
        return picks.openPorts().stream()
                .filter(port -> exposure(port) == Exposure.PRIVATE)
                .toList();
    }

    Exposure exposure(OpenPort port) {
        return Optional.ofNullable(blueprint().ports().get(port.name()))
                .map(PortDef::exposure)
                .orElse(Exposure.PRIVATE);
    }

    /** How each service of the role is installed: the first way that the spec leaves and has all it needs for. */
    List<Install> installs() {
        return PaperNode.renderer(picks.spec(), blueprint()).stream()
                .flatMap(renderer -> renderer.services().stream()
                        .flatMap(service -> service.install().stream()
                                .filter(method ->
                                        picks.spec().install().stream().allMatch(method.kind()::equals))
                                .map(method -> new Install(method, renderer))
                                .filter(Install::fits)
                                .limit(1)))
                .toList();
    }

    /** The version of the software that is installed; empty if the blueprint numbers none. */
    Optional<Version> version() {
        return picks.spec()
                .version()
                .flatMap(wanted -> blueprint().versions().stream()
                        .filter(version -> version.number().equals(wanted))
                        .findFirst())
                .or(blueprint()::defaultVersion);
    }

    /** Who outside the VPC may reach the load balancer. */
    List<Cidr> balancerFrom() {
        return aws().balancer().filter(any -> ha()).map(AwsSpec.Balancer::from).orElse(List.of());
    }

    /** Whether strangers may. */
    boolean worldBalancer() {
        return balancerFrom().stream().anyMatch(Cidr::wide);
    }

    /** Whether a rate rule stands before the load balancer: the template has one where it is internet-facing. */
    boolean firewall() {
        return aws().balancer()
                .filter(any -> ha())
                .filter(balancer ->
                        balancer.internetFacing() || balancer.wafRate().isPresent())
                .isPresent();
    }
}
