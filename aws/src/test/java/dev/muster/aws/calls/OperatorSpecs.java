package dev.muster.aws.calls;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muster.aws.facts.AwsFacts;
import dev.muster.aws.fixtures.Specs;
import dev.muster.aws.synth.NodeFiles;
import dev.muster.aws.synth.OperatorRights;
import dev.muster.aws.synth.Picks;
import dev.muster.aws.synth.Synth;
import dev.muster.aws.template.TemplateJson;
import dev.muster.core.spec.SpecReader.Resolved;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Deployments whose operators have, together, each right that there is; and the policies of these operators. */
final class OperatorSpecs {
    static final String KEY = "arn:aws:kms:us-east-1:123456789012:key/00000000-0000-0000-0000-000000000000";
    static final String BOUNDARY = "arn:aws:iam::123456789012:policy/edge";
    private static final String ACCOUNT = Simulator.ACCOUNT;
    private static final Map<String, String[]> SPECS = specs();

    private OperatorSpecs() {}

    /** Specs that together have every call's cause. */
    private static Map<String, String[]> specs() {
        Map<String, String[]> specs = new TreeMap<>();
        specs.put("plain", new String[] {"single", "account: \"" + ACCOUNT + "\""});
        specs.put("ha", new String[] {
            "ha",
            "account: \"" + ACCOUNT + "\"",
            "address: true",
            "spot: true",
            "permissions-boundary: \"" + BOUNDARY + "\"",
            "volume: {key: \"" + KEY + "\", snapshot: snap-0123456789abcdef0}",
            "load-balancer: {certificate: self-signed, waf-rate: 500}",
            "alarms: {email: ops@example.org}"
        });
        specs.put("given", new String[] {
            "single",
            "account: \"" + ACCOUNT + "\"",
            "network: {vpc: vpc-0123456789abcdef0, subnets: [subnet-0123456789abcdef0]}",
            "instance-role: nodes"
        });
        specs.put("fleet", new String[] {"fleet", "spot: true"});
        return specs;
    }

    /** Their names. */
    static Set<String> names() {
        return SPECS.keySet();
    }

    static OperatorPolicy policy(String name) {
        String[] lines = SPECS.get(name);
        Resolved resolved =
                Specs.read(lines[0], List.of(lines).subList(1, lines.length).toArray(String[]::new));
        Picks picks = Picks.of(resolved.spec(), resolved.blueprint());
        return OperatorRights.policy(
                picks, new Synth(new AwsFacts(), NodeFiles.NONE).stacks(resolved.spec(), resolved.blueprint()));
    }

    static Map<String, JsonNode> policies() {
        Map<String, JsonNode> policies = new TreeMap<>();
        SPECS.keySet()
                .forEach(name ->
                        policies.put(name, TemplateJson.tree(policy(name).document())));
        return policies;
    }
}
