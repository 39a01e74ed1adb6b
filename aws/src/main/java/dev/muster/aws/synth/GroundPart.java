package dev.muster.aws.synth;

import dev.muster.aws.synth.Ground.Place;
import dev.muster.aws.template.Value;
import dev.muster.core.spec.AwsSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The network: the default one, the user's, or one made for the deployment. */
final class GroundPart {
    private static final String VPC = "AWS::EC2::VPC::Id";
    private static final String SUBNET = "AWS::EC2::Subnet::Id";
    private static final String ZONE = "AWS::EC2::AvailabilityZone::Name";

    private GroundPart() {}

    static Ground build(Draft draft, Site site) {
        AwsSpec.Net net = site.picks().aws().network();
        String vpc = site.picks().vpc();
        return switch (vpc) {
            case "new" -> OwnNetwork.build(draft, site);
            case "default" -> standing(draft, new Input.DefaultVpc(), vpc, byDefault(draft, site));
            default -> standing(draft, new Input.Given(vpc), vpc, given(draft, net));
        };
    }

    private static Ground standing(Draft draft, Input input, String vpc, List<Place> places) {
        return new Ground(
                () -> draft.ask("Vpc", VPC, "VPC that nodes stand in", input),
                () -> draft.ask("VpcRange", "String", "Address range of the VPC", new Input.CidrOf(vpc)),
                places,
                List.of());
    }

    private static List<Place> byDefault(Draft draft, Site site) {
        List<String> zones = site.zones(false);
        List<Place> places = new ArrayList<>();
        for (int i = 0; i < zones.size(); i++) {
            places.add(new Place(
                    subnet(draft, i, new Input.DefaultSubnet(zones.get(i))),
                    zone(draft, i, new Input.Given(zones.get(i)))));
        }
        return places;
    }

    private static List<Place> given(Draft draft, AwsSpec.Net net) {
        List<Place> places = new ArrayList<>();
        for (int i = 0; i < net.subnets().size(); i++) {
            String subnet = net.subnets().get(i);
            Input zone = net.zones().isEmpty()
                    ? new Input.ZoneOf(subnet)
                    : new Input.Given(net.zones().get(i));
            places.add(new Place(subnet(draft, i, new Input.Given(subnet)), zone(draft, i, zone)));
        }
        return places;
    }

    private static Value.Ref subnet(Draft draft, int index, Input input) {
        return draft.ask("Subnet" + (index + 1), SUBNET, "Subnet of nodes", input);
    }

    static Supplier<Value> zone(Draft draft, int index, Input input) {
        return () -> draft.ask("Zone" + (index + 1), ZONE, "Zone of nodes and their volumes", input);
    }
}
