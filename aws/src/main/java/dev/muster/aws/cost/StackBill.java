package dev.muster.aws.cost;

import dev.muster.aws.synth.Input;
import dev.muster.aws.synth.StackPlan;
import dev.muster.aws.template.Resource;
import dev.muster.aws.template.Value;
import dev.muster.core.spec.AwsSpec.Usage;
import java.util.Optional;
import java.util.Set;

/** Counts what a stack's template makes, resource by resource. */
final class StackBill {
    /** What costs nothing itself. A type that is neither here nor counted is an error, so that none is forgotten. */
    static final Set<String> FREE = Set.of(
            "AWS::AutoScaling::AutoScalingGroup",
            "AWS::EC2::EIPAssociation",
            "AWS::EC2::InternetGateway",
            "AWS::EC2::Route",
            "AWS::EC2::RouteTable",
            "AWS::EC2::SecurityGroup",
            "AWS::EC2::SecurityGroupEgress",
            "AWS::EC2::SecurityGroupIngress",
            "AWS::EC2::Subnet",
            "AWS::EC2::SubnetRouteTableAssociation",
            "AWS::EC2::VPC",
            "AWS::EC2::VPCGatewayAttachment",
            "AWS::ElasticLoadBalancingV2::Listener",
            "AWS::ElasticLoadBalancingV2::TargetGroup",
            "AWS::IAM::InstanceProfile",
            "AWS::IAM::Role",
            "AWS::Logs::LogGroup",
            "AWS::S3::Bucket",
            "AWS::S3::BucketPolicy",
            "AWS::SNS::Topic",
            "AWS::SNS::TopicPolicy",
            "AWS::WAFv2::WebACLAssociation");

    private final StackPlan stack;
    private final Usage usage;
    private Bill bill;

    StackBill(StackPlan stack, Usage usage) {
        this.stack = stack;
        this.usage = usage;
        this.bill = Bill.of(stack.region());
    }

    Bill count() {
        stack.template().resources().forEach(this::count);
        return bill;
    }

    private void count(Resource resource) {
        switch (resource.type()) {
            case "AWS::EC2::LaunchTemplate" -> machine(resource);
            case "AWS::EC2::Volume" -> add(volume(true, resource.properties(), "Size"), 1);
            case "AWS::ElasticLoadBalancingV2::LoadBalancer" -> balancer(resource);
            case "AWS::CloudWatch::Alarm" -> add(new BillItem.Alarm(), 1);
            case "AWS::CloudWatch::Dashboard" -> add(new BillItem.Dashboard(), 1);
            case "AWS::EC2::FlowLog" -> add(new BillItem.FlowLog(), 1);
            case "AWS::WAFv2::WebACL" -> firewall(resource);
            // In use it is the instance's address and counted there.
            case "AWS::EC2::EIP" -> {}
            default -> free(resource);
        }
    }

    private static void free(Resource resource) {
        if (!FREE.contains(resource.type())) {
            throw new IllegalStateException("what a " + resource.type() + " costs is not known");
        }
    }

    private void add(BillItem item, int count) {
        bill = bill.with(item, count);
    }

    /** Instances of a launch template: as many as its groups may run. */
    private void machine(Resource machine) {
        int count = instances(machine.id());
        boolean spot =
                Look.at(machine, "LaunchTemplateData", "InstanceMarketOptions").isPresent();
        add(new BillItem.Instance(Look.text(Look.at(machine, "LaunchTemplateData", "InstanceType")), spot), count);
        boolean first = true;
        for (Value disk : Look.items(Look.at(machine, "LaunchTemplateData", "BlockDeviceMappings"))) {
            add(volume(!first, Look.at(disk, "Ebs").orElseThrow(), "VolumeSize"), count);
            first = false;
        }
        addresses(count);
    }

    private int instances(String machine) {
        return stack.template().ofType("AWS::AutoScaling::AutoScalingGroup").stream()
                .filter(group -> Look.ref(Look.at(group, "LaunchTemplate", "LaunchTemplateId"))
                        .equals(machine))
                .mapToInt(group -> Look.whole(Look.at(group, "MaxSize")))
                .sum();
    }

    private static BillItem volume(boolean data, Value fields, String sizeKey) {
        return new BillItem.Volume(
                data,
                Look.text(Look.at(fields, "VolumeType")),
                Look.whole(Look.at(fields, sizeKey)),
                Look.whole(Look.at(fields, "Iops")),
                Look.whole(Look.at(fields, "Throughput")));
    }

    /** Every node has one public address, or the user's own subnets decide. */
    private void addresses(int count) {
        boolean elastic = !stack.template().ofType("AWS::EC2::EIP").isEmpty();
        boolean own = !stack.template().ofType("AWS::EC2::Subnet").isEmpty();
        boolean byDefault = stack.parameters().values().stream().anyMatch(Input.DefaultSubnet.class::isInstance);
        add(new BillItem.Address(elastic || own || byDefault), count);
    }

    private void balancer(Resource balancer) {
        add(new BillItem.Balancer(), 1);
        add(new BillItem.BalancerUse(usage.balancerUnits()), 1);
        if (Look.text(Look.at(balancer, "Scheme")).equals("internet-facing")) {
            add(
                    new BillItem.Address(true),
                    Look.items(Look.at(balancer, "Subnets")).size());
        }
    }

    private void firewall(Resource firewall) {
        add(new BillItem.Firewall(Look.items(Look.at(firewall, "Rules")).size()), 1);
        add(new BillItem.FirewallUse(usage.requests()), 1);
    }

    /** How many nodes the stack may run. */
    int nodes() {
        return stack.template().ofType("AWS::AutoScaling::AutoScalingGroup").stream()
                .map(group -> Look.at(group, "MaxSize"))
                .mapToInt((Optional<Value> most) -> Look.whole(most))
                .sum();
    }
}
