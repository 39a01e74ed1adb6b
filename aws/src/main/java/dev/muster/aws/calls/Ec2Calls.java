package dev.muster.aws.calls;

import static dev.muster.aws.calls.OperatorCalls.ITS_OWN;
import static dev.muster.aws.calls.OperatorCalls.TAGGED_SO;

import dev.muster.aws.calls.AgentCall.Condition;
import dev.muster.aws.calls.OperatorCall.Duty;
import java.util.List;

/**
 * What CloudFormation calls of EC2 in the operator's name; sources as in {@link KindCalls}. EC2 makes the ids of its
 * things, so they are told by their tag.
 */
final class Ec2Calls {
    private static final String EC2 = "arn:aws:ec2:{region}:{account}:";
    private static final String MACHINES = EC2 + "launch-template/*";

    /** Everything of the deployment's kinds; an ARN must name the kind. */
    private static final String THINGS = EC2 + "{thing}/*";

    /** The same without networks and their logs. */
    private static final String MADE = EC2 + "{made}/*";

    static final List<OperatorCall> ALL = List.of(
            OperatorCalls.of(
                    Duty.TAGS,
                    "ec2:CreateTags",
                    List.of(THINGS),
                    "only while something is made: else the key is missing",
                    TAGGED_SO,
                    new Condition("StringLike", "ec2:CreateAction", "*")),
            OperatorCalls.of(
                    Duty.TAGS, "ec2:CreateTags DeleteTags", List.of(THINGS), "other tags on what it has made", ITS_OWN),
            // Not with the others: what may be made in a VPC may be so in one with the tag only.
            KindCalls.kind("EC2::VPC", "ec2:CreateVpc", EC2 + "vpc/*", "a network", TAGGED_SO),
            own("EC2::VPC", "ec2:DeleteVpc ModifyVpcAttribute CreateSecurityGroup"),
            make("EC2::InternetGateway", "CreateInternetGateway"),
            own("EC2::InternetGateway", "ec2:DeleteInternetGateway"),
            own("EC2::VPCGatewayAttachment", "ec2:AttachInternetGateway DetachInternetGateway"),
            make("EC2::RouteTable", "CreateRouteTable"),
            own("EC2::RouteTable", "ec2:CreateRouteTable DeleteRouteTable"),
            own("EC2::Route", "ec2:CreateRoute ReplaceRoute DeleteRoute"),
            make("EC2::Subnet", "CreateSubnet"),
            own("EC2::Subnet", "ec2:CreateSubnet DeleteSubnet ModifySubnetAttribute"),
            own(
                    "EC2::SubnetRouteTableAssociation",
                    "ec2:AssociateRouteTable DisassociateRouteTable ReplaceRouteTableAssociation"),
            // Not with the others: it watches subnets too, and those of others have no tag.
            KindCalls.kind("EC2::FlowLog", "ec2:CreateFlowLogs", EC2 + "vpc-flow-log/*", "a log of packets", TAGGED_SO),
            own("EC2::FlowLog", "ec2:CreateFlowLogs DeleteFlowLogs"),
            KindCalls.kind(
                    "EC2::FlowLog", "logs:CreateLogDelivery DeleteLogDelivery", "*", "the calls know no resources"),
            make("EC2::SecurityGroup", "CreateSecurityGroup"),
            OperatorCalls.of(
                    Duty.STANDING_VPC,
                    "ec2:CreateSecurityGroup",
                    List.of(EC2 + "vpc/{vpc}"),
                    "in the VPC that is there already"),
            own(
                    "EC2::SecurityGroup",
                    "ec2:DeleteSecurityGroup AuthorizeSecurityGroupIngress RevokeSecurityGroupIngress"
                            + " AuthorizeSecurityGroupEgress RevokeSecurityGroupEgress"
                            + " UpdateSecurityGroupRuleDescriptionsIngress"),
            make("EC2::Volume", "CreateVolume"),
            own("EC2::Volume", "ec2:ModifyVolume DeleteVolume CreateSnapshot"),
            KindCalls.kind(
                    "EC2::Volume",
                    "ec2:CreateSnapshot",
                    "arn:aws:ec2:{region}::snapshot/*",
                    "a last snapshot before the volume goes",
                    TAGGED_SO),
            OperatorCalls.of(
                    Duty.SNAPSHOT,
                    "ec2:CreateVolume",
                    List.of("arn:aws:ec2:{region}::snapshot/{snapshot}"),
                    "the snapshot that the spec names"),
            make("EC2::EIP", "AllocateAddress"),
            own("EC2::EIP", "ec2:ReleaseAddress DisassociateAddress"),
            make("EC2::LaunchTemplate", "CreateLaunchTemplate"),
            own("EC2::LaunchTemplate", "ec2:CreateLaunchTemplateVersion DeleteLaunchTemplate"),
            own("AutoScaling::AutoScalingGroup", "ec2:RunInstances"),
            KindCalls.kind(
                    "AutoScaling::AutoScalingGroup",
                    "ec2:RunInstances",
                    List.of(
                            "arn:aws:ec2:{region}::image/*",
                            "arn:aws:ec2:{region}::snapshot/*",
                            EC2 + "instance/*",
                            EC2 + "key-pair/*",
                            EC2 + "network-interface/*",
                            EC2 + "security-group/*",
                            EC2 + "subnet/*",
                            EC2 + "volume/*"),
                    "asked when a group gets a launch template; without that template nothing starts",
                    new Condition("ArnLike", "ec2:LaunchTemplate", MACHINES)),
            OperatorCalls.of(
                    Duty.SPOT,
                    "ec2:RunInstances",
                    List.of(EC2 + "spot-instances-request/*"),
                    "the same on the spot market; the request knows no launch template"));

    private Ec2Calls() {}

    /** All that is made with the tag shares a statement: what else the calls touch must have the tag already. */
    private static OperatorCall make(String type, String action) {
        return KindCalls.kind(type, "ec2:" + action, MADE, "a new one with the tag", TAGGED_SO);
    }

    /** All that has the tag shares a statement, whatever it is. */
    private static OperatorCall own(String type, String actions) {
        return KindCalls.kind(type, actions, THINGS, "its own by the tag", ITS_OWN);
    }
}
