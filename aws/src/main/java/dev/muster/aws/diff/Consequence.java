package dev.muster.aws.diff;

import java.util.Set;

/** Says what follows from a change, for a person. */
final class Consequence {
    private Consequence() {}

    static String of(Fate fate) {
        return alone(fate)
                + (fate.through().isEmpty()
                        ? ""
                        : "; it names " + String.join(", ", fate.through()) + ", replaced too");
    }

    private static String alone(Fate fate) {
        if (!fate.refused().isEmpty()) {
            return list(fate.refused()) + " of a volume cannot be changed"
                    + (fate.refused().contains("Size") ? " (a size only grows)" : "")
                    + ": CloudFormation refuses the update, the volume and its data stay as they are";
        }
        if (!fate.replacing().isEmpty()) {
            return list(fate.replacing()) + ": another one is made and this one removed" + lost(fate.type());
        }
        return switch (fate.type()) {
            case "AWS::EC2::LaunchTemplate" -> "a new version of the launch template: its nodes are replaced";
            case "AWS::EC2::Volume" ->
                list(fate.differing()) + ": in place while the node runs; takes effect within hours, at most 4 times in"
                        + " 24 hours";
            case "AWS::AutoScaling::AutoScalingGroup" ->
                fate.differing().contains("VPCZoneIdentifier")
                        ? "other subnets: its nodes are replaced"
                        : list(fate.differing()) + ": in place, running nodes stay";
            default -> list(fate.differing()) + ": in place";
        };
    }

    private static String lost(String type) {
        return switch (type) {
            case "AWS::ElasticLoadBalancingV2::LoadBalancer" -> "; clients need its new name";
            case "AWS::EC2::EIP" -> "; the node gets another address";
            case "AWS::EC2::VPC", "AWS::EC2::Subnet" -> "; what stands in it is replaced too";
            case "AWS::Logs::LogGroup" -> "; its logs go with it";
            default -> "";
        };
    }

    private static String list(Set<String> names) {
        return names.isEmpty() ? "how it is kept and updated" : String.join(", ", names);
    }
}
