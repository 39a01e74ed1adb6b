package dev.muster.aws.synth;

import dev.muster.aws.template.Fields;
import dev.muster.aws.template.Resource;
import dev.muster.core.value.Name;
import java.util.List;

/** A firewall before the load balancer: an address that asks too often is turned away for a while. */
final class FirewallPart {
    /** Requests of one address in a window, where the spec says nothing. */
    static final int DEFAULT_RATE = 2000;

    private FirewallPart() {}

    static void build(Draft draft, Name deployment, Resource balancer, int rate, int window) {
        Fields statement =
                Fields.of("Limit", rate, "EvaluationWindowSec", window).with("AggregateKeyType", "IP");
        Fields rule = Fields.of("Name", "rate", "Priority", 0)
                .with("Action", Fields.of("Block", Fields.NONE))
                .with("Statement", Fields.of("RateBasedStatement", statement))
                .with("VisibilityConfig", visible("rate"));
        Resource firewall = draft.add(
                "Firewall",
                "AWS::WAFv2::WebACL",
                "Rate limit of the load balancer",
                Fields.of("Name", Names.stack(deployment), "Scope", "REGIONAL")
                        .with("DefaultAction", Fields.of("Allow", Fields.NONE))
                        .with("VisibilityConfig", visible("all"))
                        .with("Rules", List.of(rule)));
        draft.add(
                "FirewallAssociation",
                "AWS::WAFv2::WebACLAssociation",
                "Puts the rate limit before the load balancer",
                Fields.of("ResourceArn", balancer.ref(), "WebACLArn", firewall.att("Arn")));
    }

    private static Fields visible(String metric) {
        return Fields.of("CloudWatchMetricsEnabled", true, "SampledRequestsEnabled", true)
                .with("MetricName", metric);
    }
}
