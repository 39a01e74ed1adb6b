package dev.muster.aws.synth;

import dev.muster.aws.template.Fields;
import dev.muster.aws.template.Resource;
import dev.muster.aws.template.Value;
import dev.muster.core.spec.AwsSpec.Balancer;
import dev.muster.core.value.Cidr;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The load balancer of {@code ha}: asks each node's agent for its health, and sends requests to those in sync.
 *
 * <p>Attribute names: ElasticLoadBalancingV2 API, LoadBalancerAttribute and TargetGroupAttribute as shipped in botocore
 * 1.43.11 (2026-11-22).
 */
final class BalancerPart {
    /** The security policy of the HTTPS listener. */
    static final String TLS_POLICY = "ELBSecurityPolicy-TLS13-1-2-2021-06";

    private static final String WORLD_REASON =
            "The spec opens the load balancer to the world, with TLS and a rate limit before it.";

    private final Draft draft;
    private final Site site;
    private final Balancer balancer;

    BalancerPart(Draft draft, Site site) {
        this.draft = draft;
        this.site = site;
        this.balancer = site.picks().aws().balancer().orElse(plain());
    }

    /** What an absent block means: internal, plain HTTP, for the VPC. */
    private static Balancer plain() {
        return new Balancer(false, List.of(), Optional.empty(), Optional.empty(), Balancer.WAF_WINDOW, "");
    }

    private boolean tls() {
        return balancer.certificate().isPresent();
    }

    private int port() {
        return tls() ? 443 : 80;
    }

    /** The balancer's own security group. */
    Resource door(Ground ground) {
        List<Fields> rules = new ArrayList<>();
        if (balancer.from().isEmpty()) {
            rules.add(DoorPart.rule("tcp", port(), "requests from within the VPC")
                    .with("CidrIp", ground.range().get()));
        }
        balancer.from()
                .forEach(from ->
                        rules.add(DoorPart.rule("tcp", port(), "requests").with("CidrIp", from.toString())));
        Resource door = Resource.of(
                "BalancerSecurityGroup",
                "AWS::EC2::SecurityGroup",
                "Who may reach the load balancer",
                Fields.of(
                                "GroupDescription",
                                "Load balancer of a Muster deployment",
                                "VpcId",
                                ground.vpc().get())
                        .with("SecurityGroupIngress", rules));
        return draft.add(
                balancer.from().contains(Cidr.WORLD)
                        ? door.suppress("AwsSolutions-EC23", WORLD_REASON)
                        : DoorPart.ranged(door, rules));
    }

    /** The target group; slots' groups enter their instances into it. */
    Resource targets(Ground ground, int served) {
        Fields targets = Fields.of("Port", served, "Protocol", "HTTP")
                .with("TargetType", "instance")
                .with("VpcId", ground.vpc().get())
                .with("HealthCheckProtocol", "HTTP")
                .with("HealthCheckPath", "/health")
                .with("HealthCheckPort", String.valueOf(Ports.AGENT))
                .with("HealthCheckIntervalSeconds", 5)
                .with("HealthCheckTimeoutSeconds", 4)
                .with("HealthyThresholdCount", 3)
                .with("UnhealthyThresholdCount", 2)
                .with("Matcher", Fields.of("HttpCode", "200"))
                .with("TargetGroupAttributes", List.of(attribute("deregistration_delay.timeout_seconds", "30")));
        return draft.add("Targets", "AWS::ElasticLoadBalancingV2::TargetGroup", "Nodes that take requests", targets);
    }

    /** The load balancer with its listener. */
    Resource build(Ground ground, Resource door, Resource targets) {
        Fields fields = Fields.of("Type", "application", "Scheme", scheme())
                .with("SecurityGroups", List.of(door.att("GroupId")))
                .with("Subnets", ground.subnets())
                .with("LoadBalancerAttributes", attributes());
        Resource made =
                draft.add(Resource.of("Balancer", "AWS::ElasticLoadBalancingV2::LoadBalancer", "Load balancer", fields)
                        .after(ground.first()));
        listener(made, targets);
        limit(made);
        draft.tell("Endpoint", "Where the nodes answer together", endpoint());
        return made;
    }

    private Value endpoint() {
        return Value.sub((tls() ? "https" : "http") + "://${Balancer.DNSName}");
    }

    private String scheme() {
        return balancer.internetFacing() ? "internet-facing" : "internal";
    }

    private List<Fields> attributes() {
        String folder = "access-logs/" + site.picks().spec().name();
        return List.of(
                attribute("access_logs.s3.enabled", "true"),
                attribute("access_logs.s3.bucket", draft.bucket()),
                attribute("access_logs.s3.prefix", folder),
                attribute("routing.http.drop_invalid_header_fields.enabled", "true"));
    }

    private static Fields attribute(String key, Object value) {
        return Fields.of("Key", key, "Value", value);
    }

    private void listener(Resource made, Resource targets) {
        Fields forward = Fields.of("Type", "forward", "TargetGroupArn", targets.ref());
        Fields fields = Fields.of("LoadBalancerArn", made.ref(), "Port", port())
                .with("Protocol", tls() ? "HTTPS" : "HTTP")
                .with("DefaultActions", List.of(forward));
        if (tls()) {
            fields = fields.with("SslPolicy", TLS_POLICY)
                    .with("Certificates", List.of(Fields.of("CertificateArn", certificate())));
        }
        draft.add("Listener", "AWS::ElasticLoadBalancingV2::Listener", "Port of the load balancer", fields);
    }

    private Value certificate() {
        String given = balancer.certificate().orElseThrow();
        Input input = given.equals("self-signed")
                ? new Input.SelfSigned(site.picks().spec().name().text())
                : new Input.Given(given);
        return draft.ask("Certificate", "String", "ARN of the load balancer's certificate", input);
    }

    private void limit(Resource made) {
        Optional<Integer> rate = balancer.wafRate()
                .or(() -> balancer.internetFacing() ? Optional.of(FirewallPart.DEFAULT_RATE) : Optional.empty());
        rate.ifPresent(requests ->
                FirewallPart.build(draft, site.picks().spec().name(), made, requests, balancer.wafWindow()));
    }
}
