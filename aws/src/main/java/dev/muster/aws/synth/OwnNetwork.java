package dev.muster.aws.synth;

import dev.muster.aws.synth.Ground.Place;
import dev.muster.aws.template.Fields;
import dev.muster.aws.template.Resource;
import dev.muster.aws.template.Value;
import dev.muster.core.value.Cidr;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** A VPC of the deployment's own: public subnets over the region's zones, rejected packets logged. */
final class OwnNetwork {
    /** Taken when the spec says none. */
    static final Cidr DEFAULT_RANGE = new Cidr((10L << 24) + (1L << 16), 16);

    private final Draft draft;
    private final Site site;
    private final List<String> first = new ArrayList<>();

    private OwnNetwork(Draft draft, Site site) {
        this.draft = draft;
        this.site = site;
    }

    static Ground build(Draft draft, Site site) {
        return new OwnNetwork(draft, site).build();
    }

    private Ground build() {
        Cidr range = site.picks().aws().network().cidr().orElse(DEFAULT_RANGE);
        Resource vpc = draft.add(
                "Vpc",
                "AWS::EC2::VPC",
                "Network of the deployment",
                Fields.of("CidrBlock", range.toString(), "EnableDnsSupport", true)
                        .with("EnableDnsHostnames", true)
                        .with("Tags", name()));
        Resource routes = wayOut(vpc);
        flowLog(vpc);
        List<Place> places = new ArrayList<>();
        List<String> zones = site.zones(true);
        for (int i = 0; i < zones.size(); i++) {
            places.add(place(i, zones.get(i), site.subnet(range, i), vpc, routes));
        }
        return new Ground(vpc::ref, () -> new Value.Text(range.toString()), places, first);
    }

    /** Returns the route table. */
    private Resource wayOut(Resource vpc) {
        Resource gateway =
                draft.add("Gateway", "AWS::EC2::InternetGateway", "Way to the world", Fields.of("Tags", name()));
        Resource joined = draft.add(
                "GatewayAttachment",
                "AWS::EC2::VPCGatewayAttachment",
                "Joins network and gateway",
                Fields.of("VpcId", vpc.ref(), "InternetGatewayId", gateway.ref()));
        Resource routes = draft.add(
                "Routes",
                "AWS::EC2::RouteTable",
                "Routes of the network",
                Fields.of("VpcId", vpc.ref(), "Tags", name()));
        Resource world = draft.add(Resource.of(
                        "RouteToWorld",
                        "AWS::EC2::Route",
                        "Route to the world",
                        Fields.of("RouteTableId", routes.ref(), "DestinationCidrBlock", Cidr.WORLD.toString())
                                .with("GatewayId", gateway.ref()))
                .after(List.of(joined.id())));
        first.add(world.id());
        return routes;
    }

    private Place place(int index, String zone, Cidr range, Resource vpc, Resource routes) {
        Supplier<Value> where = GroundPart.zone(draft, index, new Input.Given(zone));
        Resource subnet = draft.add(
                "Subnet" + (index + 1),
                "AWS::EC2::Subnet",
                "Subnet of nodes in zone " + (index + 1),
                Fields.of("VpcId", vpc.ref(), "AvailabilityZone", where.get())
                        .with("CidrBlock", range.toString())
                        .with("MapPublicIpOnLaunch", true)
                        .with("Tags", name()));
        Resource routed = draft.add(
                "Subnet" + (index + 1) + "Routes",
                "AWS::EC2::SubnetRouteTableAssociation",
                "Joins subnet and routes",
                Fields.of("SubnetId", subnet.ref(), "RouteTableId", routes.ref()));
        first.add(routed.id());
        return new Place(subnet.ref(), where);
    }

    private void flowLog(Resource vpc) {
        draft.bucket();
        draft.add(
                "FlowLog",
                "AWS::EC2::FlowLog",
                "Log of rejected packets",
                Fields.of("ResourceType", "VPC", "ResourceId", vpc.ref())
                        .with("TrafficType", "REJECT")
                        .with("LogDestinationType", "s3")
                        .with("LogDestination", Value.sub("arn:${AWS::Partition}:s3:::${Bucket}"))
                        .with("Tags", name()));
    }

    private List<Fields> name() {
        return List.of(Fields.of(
                "Key", "Name", "Value", Names.stack(site.picks().spec().name())));
    }
}
