package dev.muster.aws.rules;

import dev.muster.core.spec.AwsSpec.Net;
import java.util.HashSet;
import java.util.List;

/** The network that nodes stand in, and what is made in it. */
final class NetworkRules {
    private static final int WIDEST = 16;
    private static final int NARROWEST = 24;
    /**
     * A subnet is a sixteenth of the network, and a load balancer wants subnets of /27 at least ("Subnets for your load
     * balancer", docs.aws.amazon.com/elasticloadbalancing/latest/application, 2026-11-22).
     */
    private static final int NARROWEST_WITH_BALANCER = 23;

    /** Each slot brings about a dozen resources, and a template holds 500 (CloudFormation quotas, 2026-11-22). */
    private static final int MOST_SLOTS = 30;

    private NetworkRules() {}

    static List<Fault> subnetsNeeded(Question q) {
        return Fault.when(
                q.vpc().startsWith("vpc-") && q.aws().network().subnets().isEmpty(),
                "aws.network.subnets",
                "name the subnets of " + q.vpc() + " that nodes shall stand in");
    }

    static List<Fault> subnetsOfNothing(Question q) {
        return Fault.when(
                !q.vpc().startsWith("vpc-") && !q.aws().network().subnets().isEmpty(),
                "aws.network.subnets",
                "name the VPC that the subnets lie in: vpc: vpc-...");
    }

    static List<Fault> zonesOfSubnets(Question q) {
        Net net = q.aws().network();
        return Fault.when(
                !net.subnets().isEmpty()
                        && !net.zones().isEmpty()
                        && net.zones().size() != net.subnets().size(),
                "aws.network.zones",
                "there are " + net.subnets().size() + " subnets and "
                        + net.zones().size() + " zones; give the zone of each subnet in turn, or leave zones away");
    }

    static List<Fault> twoZones(Question q) {
        Net net = q.aws().network();
        boolean few = net.subnets().size() == 1 || new HashSet<>(net.zones()).size() == 1;
        return Fault.when(
                q.ha() && few,
                net.subnets().size() == 1 ? "aws.network.subnets" : "aws.network.zones",
                "a load balancer needs two zones; name a second one");
    }

    static List<Fault> groupOfNewNetwork(Question q) {
        return Fault.when(
                q.vpc().equals("new") && q.aws().network().securityGroup().isPresent(),
                "aws.network.security-group",
                "a security group lies in a VPC that is there already, and this one is to be made; name the VPC:"
                        + " vpc: vpc-..., or leave security-group away");
    }

    static List<Fault> range(Question q) {
        int narrowest = q.ha() ? NARROWEST_WITH_BALANCER : NARROWEST;
        return Fault.of(
                "aws.network.cidr",
                q.aws()
                        .network()
                        .cidr()
                        .filter(cidr -> cidr.prefix() < WIDEST || cidr.prefix() > narrowest)
                        .map(cidr -> "a network of Muster has a range of /" + WIDEST + " to /" + narrowest
                                + (q.ha() ? " with a load balancer" : "") + ", not " + cidr));
    }

    static List<Fault> rangeOfNothing(Question q) {
        return Fault.when(
                q.aws().network().cidr().isPresent() && !q.vpc().equals("new"),
                "aws.network.cidr",
                "only a new VPC is given a range; write vpc: new or leave cidr away");
    }

    static List<Fault> partsOfFleet(Question q) {
        Net net = q.aws().network();
        boolean named = net.vpc().filter(vpc -> vpc.startsWith("vpc-")).isPresent()
                || net.securityGroup().isPresent()
                || !net.zones().isEmpty();
        return Fault.when(
                q.aws().regions().size() > 1 && named,
                "aws.network",
                "VPCs, security groups and zones lie in one region, and this fleet has "
                        + q.aws().regions().size() + "; write vpc: default or vpc: new");
    }

    static List<Fault> slots(Question q) {
        return Fault.when(
                q.ha() && q.spec().nodes() > MOST_SLOTS,
                "nodes",
                "one stack holds at most " + MOST_SLOTS + " slots; make several deployments");
    }

    static List<Fault> address(Question q) {
        return Fault.when(
                q.fleet() && q.aws().address(),
                "aws.address",
                "an address belongs to a slot, and a fleet has none; leave address away");
    }

    static List<Fault> singletonFleet(Question q) {
        return Fault.when(
                q.fleet() && q.picks().role().singleton() && q.aws().regions().size() > 1,
                "aws.regions",
                "two nodes of the role " + q.picks().role().name() + " with one identity harm it; name one region");
    }

    static List<Fault> alarms(Question q) {
        return Fault.when(
                q.aws().alarms().email().isPresent() && q.aws().alarms().topic().isPresent(),
                "aws.alarms",
                "a topic that is given is not changed; name either a topic or an email");
    }

    static List<Fault> topic(Question q) {
        return Fault.of(
                "aws.alarms.topic",
                q.aws()
                        .alarms()
                        .topic()
                        .filter(topic -> !topic.matches("arn:aws[a-z-]*:sns:[a-z0-9-]+:\\d{12}:[A-Za-z0-9_-]+"))
                        .map(topic -> "\"" + topic + "\" is not the ARN of an SNS topic"));
    }

    static List<Fault> email(Question q) {
        return Fault.of(
                "aws.alarms.email",
                q.aws()
                        .alarms()
                        .email()
                        .filter(email -> !email.matches("[^@\\s]+@[^@\\s]+\\.[^@\\s]+"))
                        .map(email -> "\"" + email + "\" is not a mail address"));
    }

    static List<Fault> tags(Question q) {
        return q.aws().tags().keySet().stream()
                .filter(key -> key.startsWith("aws:") || key.startsWith("muster:"))
                .map(key -> new Fault(
                        "aws.tags", "the tag \"" + key + "\" begins with a word that is taken; choose another"))
                .toList();
    }
}
