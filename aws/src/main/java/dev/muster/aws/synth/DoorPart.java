package dev.muster.aws.synth;

import dev.muster.aws.template.Fields;
import dev.muster.aws.template.Resource;
import dev.muster.aws.template.Value;
import dev.muster.core.spec.AwsSpec;
import dev.muster.core.value.Cidr;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Who may reach the nodes: their security group. */
final class DoorPart {
    private static final String WORLD_REASON =
            "Peers of a public network call from anywhere; only the blueprint's public ports are open.";

    private final Draft draft;
    private final Site site;
    private final Ground ground;

    private DoorPart(Draft draft, Site site, Ground ground) {
        this.draft = draft;
        this.site = site;
        this.ground = ground;
    }

    /**
     * The id of the nodes' security group.
     *
     * @param balancer the load balancer's security group, if there is one
     * @param served the port behind it
     */
    static Value build(Draft draft, Site site, Ground ground, Optional<Resource> balancer, int served) {
        return new DoorPart(draft, site, ground).build(balancer, served);
    }

    private Value build(Optional<Resource> balancer, int served) {
        Optional<String> given = site.picks().aws().network().securityGroup();
        if (given.isPresent()) {
            return draft.ask(
                    "SecurityGroup",
                    "AWS::EC2::SecurityGroup::Id",
                    "Security group of nodes",
                    new Input.Given(given.get()));
        }
        List<Fields> rules = new ArrayList<>(ssh());
        rules.addAll(ports());
        balancer.ifPresent(group -> {
            rules.add(fromGroup(served, group, "requests from the load balancer"));
            rules.add(fromGroup(Ports.AGENT, group, "health checks of the load balancer"));
        });
        Resource group = Resource.of(
                "NodeSecurityGroup",
                "AWS::EC2::SecurityGroup",
                "Who may reach the nodes",
                Fields.of(
                                "GroupDescription",
                                "Nodes of a Muster deployment",
                                "VpcId",
                                ground.vpc().get())
                        .withIf(!rules.isEmpty(), "SecurityGroupIngress", rules));
        boolean world = site.picks().openPorts().stream().anyMatch(OpenPort::world);
        return draft.add(world ? group.suppress("AwsSolutions-EC23", WORLD_REASON) : ranged(group, rules))
                .att("GroupId");
    }

    /** Ranges that are known first: a checker stops at the first rule it cannot judge. */
    private List<Fields> ports() {
        List<Fields> rules = new ArrayList<>();
        List<Fields> within = new ArrayList<>();
        for (OpenPort port : site.picks().openPorts()) {
            for (String protocol : port.protocols()) {
                if (port.from().isEmpty()) {
                    within.add(rule(protocol, port.number(), port.name() + " within the VPC")
                            .with("CidrIp", ground.range().get()));
                }
                port.from()
                        .forEach(from -> rules.add(
                                rule(protocol, port.number(), port.name()).with("CidrIp", from.toString())));
            }
        }
        rules.addAll(within);
        return rules;
    }

    private List<Fields> ssh() {
        AwsSpec aws = site.picks().aws();
        return aws.sshFrom().stream()
                .map(Cidr::toString)
                .map(from -> rule("tcp", 22, "ssh").with("CidrIp", from))
                .toList();
    }

    private static Fields fromGroup(int port, Resource group, String why) {
        return rule("tcp", port, why).with("SourceSecurityGroupId", group.att("GroupId"));
    }

    /** A group whose rules name a range that only an account can tell; the checker cannot judge it. */
    static Resource ranged(Resource group, List<Fields> rules) {
        boolean asked = rules.stream().anyMatch(rule -> rule.values().get("CidrIp") instanceof Value.Ref);
        return asked
                ? group.suppress(
                        "CdkNagValidationFailure", "The VPC's address range is a parameter; it is never the world.")
                : group;
    }

    static Fields rule(String protocol, int port, String why) {
        return Fields.of("IpProtocol", protocol, "FromPort", port)
                .with("ToPort", port)
                .with("Description", why);
    }
}
