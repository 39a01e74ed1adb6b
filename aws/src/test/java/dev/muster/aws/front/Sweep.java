package dev.muster.aws.front;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Removes what the emulator leaves of a deleted stack and AWS does not. Volumes are left by both. */
final class Sweep {
    private final Call call;
    private final Emulator emulator;
    /** Pairs, for some parts have the physical id of the whole. */
    private final List<Map.Entry<String, String>> types = new ArrayList<>();

    private Sweep(Call call, Emulator emulator) {
        this.call = call;
        this.emulator = emulator;
    }

    static Sweep of(Call call, String stack, Emulator emulator) throws IOException {
        Sweep sweep = new Sweep(call, emulator);
        Answer there = Doing.resources(call, stack, emulator);
        for (String member : Xml.all(there.text(), "member")) {
            Optional<String> id = Xml.first(member, "PhysicalResourceId");
            Optional<String> type = Xml.first(member, "ResourceType");
            if (id.isPresent() && type.isPresent()) {
                sweep.types.add(Map.entry(id.get(), type.get()));
            }
        }
        return sweep;
    }

    /** What would keep the emulator from deleting the rest. */
    void before() throws IOException {
        for (Map.Entry<String, String> one : types) {
            switch (one.getValue()) {
                case "AWS::EC2::RouteTable" -> routeTable(one.getKey());
                case "AWS::EC2::InternetGateway" -> gateway(one.getKey());
                case "AWS::EC2::FlowLog" -> ec2("DeleteFlowLogs", Map.of("FlowLogId.1", one.getKey()));
                default -> {}
            }
        }
    }

    /** What stands alone once the rest is gone. */
    void after() throws IOException {
        for (Map.Entry<String, String> one : types) {
            switch (one.getValue()) {
                case "AWS::ElasticLoadBalancingV2::TargetGroup" ->
                    emulator.ask(
                            call,
                            "elasticloadbalancing",
                            Map.of(
                                    "Action", "DeleteTargetGroup",
                                    "Version", "2015-12-01",
                                    "TargetGroupArn", one.getKey()));
                case "AWS::EC2::EIP" -> ec2("ReleaseAddress", Map.of("PublicIp", one.getKey()));
                default -> {}
            }
        }
    }

    private void routeTable(String id) throws IOException {
        Answer there = ec2("DescribeRouteTables", Map.of("RouteTableId.1", id));
        for (String association : Xml.all(there.text(), "routeTableAssociationId")) {
            ec2("DisassociateRouteTable", Map.of("AssociationId", association));
        }
        ec2("DeleteRouteTable", Map.of("RouteTableId", id));
    }

    private void gateway(String id) throws IOException {
        Answer there = ec2("DescribeInternetGateways", Map.of("InternetGatewayId.1", id));
        Optional<String> vpc = Xml.first(there.text(), "vpcId");
        if (vpc.isPresent()) {
            ec2("DetachInternetGateway", Map.of("InternetGatewayId", id, "VpcId", vpc.get()));
        }
        ec2("DeleteInternetGateway", Map.of("InternetGatewayId", id));
    }

    private Answer ec2(String action, Map<String, String> form) throws IOException {
        Map<String, String> all = new LinkedHashMap<>(form);
        all.put("Action", action);
        all.put("Version", "2016-11-15");
        return emulator.ask(call, "ec2", all);
    }
}
