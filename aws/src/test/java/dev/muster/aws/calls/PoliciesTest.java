package dev.muster.aws.calls;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.aws.fixtures.Matrix;
import dev.muster.aws.fixtures.Specs;
import dev.muster.aws.template.Resource;
import dev.muster.aws.template.TemplateJson;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The roles that are made, evaluated: every listed call is allowed on the slot's own things, nothing on others'. */
class PoliciesTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String ACCOUNT = Simulator.ACCOUNT;
    private static final String HERE = ":us-east-1:" + ACCOUNT + ":";
    private static final String SELF = "arn:aws:ec2" + HERE + "instance/i-00000000000000001";
    private static final String OTHER = "arn:aws:ec2" + HERE + "instance/i-00000000000000002";
    private static final String KEY = "arn:aws:kms:us-east-1:123456789012:key/00000000-0000-0000-0000-000000000000";
    private static final Map<String, String> WORLD = world();

    @TempDir
    Path folder;

    private final Simulator simulator = new Simulator();

    /** What references in a policy come to. */
    private static Map<String, String> world() {
        Map<String, String> world = new TreeMap<>();
        world.put("${AWS::Partition}", "aws");
        world.put("${AWS::Region}", "us-east-1");
        world.put("${AWS::AccountId}", ACCOUNT);
        world.put("${Bucket}", "assets");
        for (int slot = 1; slot <= 2; slot++) {
            world.put("${Slot" + slot + "Volume}", "vol-0000000000000000" + slot);
            world.put("${Slot" + slot + "Address.AllocationId}", "eipalloc-0000000000000000" + slot);
        }
        world.put("${!", "${");
        return world;
    }

    private static String[] everything() {
        return new String[] {
            "address: true", "volume: {key: \"" + KEY + "\"}",
        };
    }

    private static Map<String, JsonNode> policies(String topology, String... lines) {
        return policiesOf(Specs.spec(topology, lines));
    }

    private static Map<String, JsonNode> policiesOf(String spec) {
        Map<String, JsonNode> policies = new TreeMap<>();
        for (Resource role :
                Matrix.stack(Specs.read(Specs.all(), spec)).template().ofType("AWS::IAM::Role")) {
            JsonNode document = TemplateJson.tree(role.properties())
                    .path("Policies")
                    .path(0)
                    .path("PolicyDocument");
            policies.put(role.id(), resolve(document));
        }
        return policies;
    }

    /** The document with every {@code Fn::Sub} carried out. */
    private static JsonNode resolve(JsonNode node) {
        if (node.has("Fn::Sub")) {
            String text = node.path("Fn::Sub").asText();
            for (Map.Entry<String, String> word : WORLD.entrySet()) {
                text = text.replace(word.getKey(), word.getValue());
            }
            return MAPPER.getNodeFactory().textNode(text);
        }
        if (node instanceof ObjectNode object) {
            ObjectNode copy = MAPPER.createObjectNode();
            object.properties().forEach(entry -> copy.set(entry.getKey(), resolve(entry.getValue())));
            return copy;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = MAPPER.createArrayNode();
            array.forEach(item -> copy.add(resolve(item)));
            return copy;
        }
        return node;
    }

    private void ask(boolean shouldBe, String role, String action, String resource, String... context) {
        List<String> keys = new ArrayList<>(List.of("ec2:SourceInstanceARN", SELF));
        if (resource.contains(":instance/")) {
            keys.addAll(List.of("ec2:InstanceID", resource.substring(resource.indexOf('/') + 1)));
        }
        keys.addAll(List.of(context));
        simulator.ask(shouldBe, role, action, resource, keys.toArray(String[]::new));
    }

    private void answer(Map<String, JsonNode> policies) throws Exception {
        simulator.answer(policies, folder);
    }

    /** A real thing that a pattern of the list means. */
    private static String thing(String pattern) {
        String slotted = pattern.replace("{deployment}", "demo")
                .replace("{slot}", "1")
                .replace("{stack}", "muster-demo")
                .replace("{group}", "muster-demo-1")
                .replace("{logs}", "/muster/demo")
                .replace("{bucket}", "assets")
                .replace("{volume}", "vol-00000000000000001")
                .replace("{address}", "eipalloc-00000000000000001")
                .replace("{secret}", "rpc-password")
                .replace("{key}", KEY)
                .replace("{namespace}", "Muster")
                .replace("??????", "AbCdEf");
        for (Map.Entry<String, String> word : WORLD.entrySet()) {
            slotted = slotted.replace(word.getKey(), word.getValue());
        }
        return slotted.endsWith("instance/*") ? SELF : concrete(slotted);
    }

    private static String concrete(String arn) {
        return arn.equals("*") ? "*" : arn.replace("*", "0a0a0a0a-0000");
    }

    @Test
    void eachListedCallIsAllowed() throws Exception {
        Map<String, JsonNode> policies =
                policiesOf(Specs.spec("ha", everything()) + "dataset: {object: chain.tar.gz}\n");
        for (AgentCall call : AgentCalls.ALL) {
            List<String> context = new ArrayList<>();
            call.conditions().stream()
                    .filter(condition -> !condition.key().startsWith("ec2:"))
                    .forEach(condition -> context.addAll(List.of(condition.key(), thing(condition.value()))));
            call.resources()
                    .forEach(resource ->
                            ask(true, "Slot1Role", call.action(), thing(resource), context.toArray(String[]::new)));
        }
        answer(policies);
    }

    @Test
    void nothingIsAllowedOnWhatIsNotTheSlots() throws Exception {
        Map<String, JsonNode> policies = policies("ha", everything());
        String role = "Slot1Role";
        String secrets = "arn:aws:secretsmanager" + HERE + "secret:";
        for (String action : List.of("ec2:AttachVolume", "ec2:DetachVolume")) {
            ask(false, role, action, "arn:aws:ec2" + HERE + "volume/vol-00000000000000002");
            ask(false, role, action, "arn:aws:ec2" + HERE + "volume/vol-0000000000000000a");
            ask(false, role, action, OTHER);
        }
        for (String action : List.of("ec2:DeleteVolume", "ec2:ModifyVolume", "ec2:CreateSnapshot")) {
            ask(false, role, action, "arn:aws:ec2" + HERE + "volume/vol-00000000000000001");
        }
        ask(false, role, "ec2:TerminateInstances", SELF);
        ask(false, role, "ec2:AssociateAddress", "arn:aws:ec2" + HERE + "elastic-ip/eipalloc-00000000000000002");
        ask(false, role, "ec2:AssociateAddress", OTHER);
        ask(false, role, "secretsmanager:GetSecretValue", secrets + "muster/other/rpc-password-AbCdEf");
        ask(false, role, "secretsmanager:GetSecretValue", secrets + "muster/demo2/rpc-password-AbCdEf");
        ask(false, role, "secretsmanager:GetSecretValue", secrets + "muster/demo/2/identity-AbCdEf");
        ask(false, role, "secretsmanager:GetSecretValue", secrets + "billing-AbCdEf");
        ask(false, role, "secretsmanager:PutSecretValue", secrets + "muster/demo/rpc-password-AbCdEf");
        ask(false, role, "secretsmanager:DeleteSecret", secrets + "muster/demo/1/identity-AbCdEf");
        String stacks = "arn:aws:cloudformation" + HERE + "stack/";
        ask(false, role, "cloudformation:SignalResource", stacks + "muster-other/0a0a");
        ask(false, role, "cloudformation:SignalResource", stacks + "muster-demo2/0a0a");
        ask(false, role, "cloudformation:DeleteStack", stacks + "muster-demo/0a0a");
        ask(false, role, "s3:GetObject", "arn:aws:s3:::assets/deployments/other/1/manifest");
        ask(false, role, "s3:GetObject", "arn:aws:s3:::assets/deployments/demo2/1/manifest");
        ask(false, role, "s3:PutObject", "arn:aws:s3:::assets/deployments/demo/1/manifest");
        ask(false, role, "s3:GetObject", "arn:aws:s3:::other/deployments/demo/1/manifest");
        ask(false, role, "s3:PutObject", "arn:aws:s3:::assets/reports/demo/2.json");
        ask(false, role, "s3:PutObject", "arn:aws:s3:::assets/reports/demo/10.json");
        ask(false, role, "s3:PutObject", "arn:aws:s3:::assets/reports/demo/10/boot-failed.json");
        ask(false, role, "s3:PutObject", "arn:aws:s3:::assets/reports/other/1.json");
        ask(false, role, "s3:DeleteObject", "arn:aws:s3:::assets/reports/demo/1.json");
        String group = "arn:aws:autoscaling" + HERE + "autoScalingGroup:0a0a:autoScalingGroupName/muster-";
        ask(false, role, "autoscaling:SetInstanceHealth", group + "demo-2");
        ask(false, role, "autoscaling:CompleteLifecycleAction", group + "other-1");
        ask(false, role, "autoscaling:SetDesiredCapacity", group + "demo-1");
        ask(false, role, "cloudwatch:PutMetricData", "*", "cloudwatch:namespace", "AWS/EC2");
        ask(false, role, "logs:PutLogEvents", "arn:aws:logs" + HERE + "log-group:/muster/other:log-stream:1/node");
        ask(false, role, "logs:PutLogEvents", "arn:aws:logs" + HERE + "log-group:/muster/demo:log-stream:2/node");
        ask(false, role, "kms:CreateGrant", KEY, "kms:GrantIsForAWSResource", "false");
        ask(false, role, "kms:Decrypt", KEY, "kms:ViaService", "s3.us-east-1.amazonaws.com");
        ask(false, role, "ssm:GetParameter", "arn:aws:ssm" + HERE + "parameter/password");
        ask(false, role, "iam:PassRole", "arn:aws:iam::" + ACCOUNT + ":role/admin");
        ask(false, "Slot2Role", "ec2:AttachVolume", "arn:aws:ec2" + HERE + "volume/vol-00000000000000001");
        answer(policies);
    }

    @Test
    void aRoleHoldsOnlyWhatItsNodeNeeds() {
        JsonNode plain = policies("single").get("Slot1Role");
        assertThat(plain.toString())
                .doesNotContain("AssociateAddress", "kms:", "reports/demo/*", "datasets/*")
                .contains("AttachVolume", "identity");
        JsonNode fleet = policies("fleet").get("FleetRole");
        assertThat(fleet.toString())
                .doesNotContain("AttachVolume", "identity")
                .contains("reports/demo/*", "ec2:DescribeVolumes");
        JsonNode named = policiesOf(Specs.spec("single") + "dataset: archive\n").get("Slot1Role");
        assertThat(named.toString()).doesNotContain("datasets/*");
    }

    @Test
    void aRoleReadsTheSecretsOfItsNodesRoleAlone() {
        String spec =
                "muster: 1\nname: demo\nblueprint: stacks\nnetwork: mainnet\ntarget: aws\naws: {region: us-east-1}\n";
        String role = Matrix.stack(Specs.read(Specs.all(), spec))
                .template()
                .resource("Slot1Role")
                .map(one -> TemplateJson.compact(one.properties()))
                .orElseThrow();
        assertThat(role).contains("muster/demo/peer-seed-").doesNotContain("signer-key", "miner-seed", "mining-key");
    }

    @Test
    void everyNeedHasACallAndAReason() {
        EnumSet<Need> needs = EnumSet.noneOf(Need.class);
        AgentCalls.ALL.forEach(call -> needs.add(call.need()));
        assertThat(needs).isEqualTo(EnumSet.allOf(Need.class));
        assertThat(AgentCalls.ALL).allSatisfy(call -> assertThat(call.why()).isNotBlank());
    }

    /** An inline policy has 10,240 characters at most (IAM quotas); blanks do not count. */
    @Test
    void policiesAreShortEnough() {
        policies("ha", everything())
                .values()
                .forEach(policy -> assertThat(policy.toString()).hasSizeLessThan(10_240));
    }
}
