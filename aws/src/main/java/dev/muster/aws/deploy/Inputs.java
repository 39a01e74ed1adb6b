package dev.muster.aws.deploy;

import dev.muster.aws.cloud.Cloud;
import dev.muster.aws.cloud.Refusal;
import dev.muster.aws.cloud.XmlAnswer;
import dev.muster.aws.synth.Input;
import dev.muster.aws.synth.Names;
import dev.muster.aws.synth.StackPlan;
import dev.muster.core.problem.MusterException;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.ssm.model.GetParameterResponse;

/** Asks the account for what only it can tell. */
final class Inputs {
    private final Cloud cloud;
    private final Stacks stacks;
    private final SelfSigning signing;

    Inputs(Cloud cloud, Stacks stacks, SelfSigning signing) {
        this.cloud = cloud;
        this.stacks = stacks;
        this.signing = signing;
    }

    /** Finds a self-signed certificate or makes it, as it is the hour of looking or of making. */
    @FunctionalInterface
    interface SelfSigning {
        /** @return its ARN; empty if there is none yet */
        Optional<String> arn(Optional<StackView> there);
    }

    /**
     * A plan of which all inputs are known, but outputs of stacks and certificates that are not there yet.
     *
     * @param there the stack as it is: what was decided once is kept
     */
    StackPlan fill(StackPlan plan, Optional<StackView> there) {
        SortedMap<String, Input> filled = new TreeMap<>();
        plan.parameters().forEach((name, input) -> filled.put(name, fill(name, input, there)));
        return new StackPlan(
                plan.region(),
                plan.name(),
                plan.purpose(),
                plan.template(),
                filled,
                plan.tags(),
                plan.assets(),
                plan.program());
    }

    private Input fill(String name, Input input, Optional<StackView> there) {
        Optional<String> before = there.map(StackView::parameters).map(values -> values.get(name));
        return switch (input) {
            case Input.Given given -> given;
            case Input.Running running -> new Input.Given(before.orElse(String.valueOf(running.fallback())));
            case Input.PublicImage image ->
                new Input.Given(before.filter(kept -> same(image, there)).orElseGet(() -> image(image.path())));
            case Input.OutputOf output -> output(output);
            case Input.DefaultVpc vpc -> new Input.Given(defaultVpc());
            case Input.DefaultSubnet subnet -> new Input.Given(defaultSubnet(subnet.zone()));
            case Input.ZoneOf zone -> new Input.Given(zoneOf(zone.subnet()));
            case Input.CidrOf range ->
                new Input.Given(rangeOf(range.vpc().equals("default") ? defaultVpc() : range.vpc()));
            case Input.SelfSigned certificate -> new Input.SelfSigned(certificate.deployment(), signing.arn(there));
        };
    }

    /** An image of another architecture, or without what a GPU needs, comes from another parameter. */
    private static boolean same(Input.PublicImage image, Optional<StackView> there) {
        Map<String, String> told = there.map(StackView::outputs).orElse(Map.of());
        // Nothing is told before the stack is complete.
        return told.isEmpty() || image.path().equals(told.get(Names.IMAGE_OUTPUT));
    }

    private Input output(Input.OutputOf output) {
        return stacks.find(output.stack())
                .map(stack -> stack.outputs().get(output.output()))
                .<Input>map(Input.Given::new)
                .orElse(output);
    }

    private String image(String path) {
        GetParameterResponse answer = Refusal.explained(() -> cloud.ssm().getParameter(ask -> ask.name(path)));
        return answer.parameter().value();
    }

    private XmlAnswer ec2(String action, Map<String, String> form) {
        return Refusal.explained(() -> cloud.query("ec2").call(action, form));
    }

    private String defaultVpc() {
        XmlAnswer answer = ec2("DescribeVpcs", Map.of("Filter.1.Name", "is-default", "Filter.1.Value.1", "true"));
        return answer.first("vpcId")
                .orElseThrow(() -> MusterException.needs(
                        "the account has no default VPC in " + cloud.region(),
                        "make one with \"aws ec2 create-default-vpc --region " + cloud.region()
                                + "\", or write aws: {network: {vpc: new}} into the spec"));
    }

    private String defaultSubnet(String zone) {
        XmlAnswer answer = ec2(
                "DescribeSubnets",
                Map.of(
                        "Filter.1.Name",
                        "default-for-az",
                        "Filter.1.Value.1",
                        "true",
                        "Filter.2.Name",
                        "availability-zone",
                        "Filter.2.Value.1",
                        zone));
        return answer.first("subnetId")
                .orElseThrow(() -> MusterException.needs(
                        "the default VPC has no subnet in " + zone,
                        "make one with \"aws ec2 create-default-subnet --availability-zone " + zone
                                + "\", or name other zones: aws: {network: {zones: [...]}}"));
    }

    private String zoneOf(String subnet) {
        return ec2("DescribeSubnets", Map.of("SubnetId.1", subnet))
                .first("availabilityZone")
                .orElseThrow(() -> MusterException.invalid("there is no subnet " + subnet, ""));
    }

    private String rangeOf(String vpc) {
        return ec2("DescribeVpcs", Map.of("VpcId.1", vpc))
                .first("cidrBlock")
                .orElseThrow(() -> MusterException.invalid("there is no VPC " + vpc, ""));
    }
}
