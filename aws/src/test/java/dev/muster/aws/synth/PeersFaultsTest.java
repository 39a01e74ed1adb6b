package dev.muster.aws.synth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muster.aws.facts.AwsFacts;
import dev.muster.aws.fixtures.Matrix;
import dev.muster.aws.fixtures.Specs;
import dev.muster.aws.rules.AwsRules;
import dev.muster.aws.template.TemplateJson;
import dev.muster.core.problem.InvalidFileException;
import dev.muster.core.report.NodeReport;
import dev.muster.core.spec.SpecReader.Resolved;
import dev.muster.core.state.NodeState;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Faults that were seen in a program like this one, by the numbers of the list in which they were written down; none is
 * in what this one makes. Fault 12, scripts that no test runs: UserDataTest runs those of a boot, LintTest wants no
 * finding of cdk-nag at all. What agents do about faults 4 and 5 on the machine: the agent's tests of volumes.
 *
 * <p>Sabotage: groups without a signal; a volume in the launch template; a setting in the user data.
 */
class PeersFaultsTest {
    private static final AwsFacts FACTS = new AwsFacts();

    private static JsonNode template(Resolved resolved) {
        return TemplateJson.tree(Matrix.stack(resolved).template());
    }

    private static JsonNode ha() {
        return template(Specs.read("ha", "load-balancer: {certificate: self-signed}"));
    }

    private static List<JsonNode> all(JsonNode template, String type) {
        List<JsonNode> all = new ArrayList<>();
        template.path("Resources").forEach(one -> {
            if (one.path("Type").asText().equals(type)) {
                all.add(one);
            }
        });
        assertThat(all).as(type).isNotEmpty();
        return all;
    }

    private static List<JsonNode> groups(JsonNode template) {
        return all(template, "AWS::AutoScaling::AutoScalingGroup");
    }

    @Test
    void fault1aStackIsCompleteOnlyWhenItsNodesHaveStarted() {
        assertThat(groups(ha())).hasSize(2).allSatisfy(group -> {
            assertThat(group.path("CreationPolicy")
                            .path("ResourceSignal")
                            .path("Count")
                            .asInt())
                    .isEqualTo(1);
            assertThat(group.path("Properties").path("LifecycleHookSpecificationList"))
                    .allSatisfy(
                            hook -> assertThat(hook.path("LifecycleTransition").asText())
                                    .isEqualTo("autoscaling:EC2_INSTANCE_TERMINATING"));
        });
    }

    @Test
    void fault2whatIsNotKnownIsNotZero() {
        NodeReport silent = NodeReport.silent(
                new NodeReport.Node("demo", 1, "", "", "", "", "aws"),
                NodeState.UNKNOWN,
                "2026-11-23T00:00:00Z",
                "it has told nothing yet",
                "us-east-1");
        assertThat(silent.height()).isNull();
        assertThat(silent.lag()).isNull();
        assertThat(silent.health().code()).isEqualTo(503);
    }

    @Test
    void fault3healthIsTheAgentsWordAndNothingBut200() {
        assertThat(all(ha(), "AWS::ElasticLoadBalancingV2::TargetGroup")).allSatisfy(targets -> {
            JsonNode health = targets.path("Properties");
            assertThat(health.path("HealthCheckPath").asText()).isEqualTo("/health");
            assertThat(health.path("Matcher").path("HttpCode").asText()).isEqualTo("200");
            assertThat(health.path("HealthCheckPort").asText()).isEqualTo(String.valueOf(Ports.AGENT));
        });
    }

    @Test
    void fault4volumesOfOneSizeAreToldApartByTheirSlot() {
        List<String> slots = new ArrayList<>();
        all(ha(), "AWS::EC2::Volume")
                .forEach(volume -> volume.path("Properties").path("Tags").forEach(tag -> {
                    if (tag.path("Key").asText().equals(Names.SLOT_TAG)) {
                        slots.add(tag.path("Value").asText());
                    }
                }));
        assertThat(slots).containsExactlyInAnyOrder("1", "2");
    }

    @Test
    void fault5theOldInstanceIsGoneBeforeTheNewOneWantsTheVolume() {
        assertThat(groups(ha())).allSatisfy(group -> {
            assertThat(group.path("Properties").path("MaxSize").asText()).isEqualTo("1");
            assertThat(group.path("UpdatePolicy")
                            .path("AutoScalingRollingUpdate")
                            .path("MinInstancesInService")
                            .asInt())
                    .isZero();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"title: Example node", "summary: a node that uses everything a blueprint can say of AWS"})
    void faults6and13wordsOfABlueprintReplaceNoNode(String line) {
        String spec = Specs.spec("single");
        JsonNode before = template(Specs.read(Specs.example(text -> text), spec));
        JsonNode after = template(Specs.read(Specs.example(text -> text.replace(line, line + " changed")), spec));
        assertThat(after.path("Resources").path("Slot1Machine"))
                .isEqualTo(before.path("Resources").path("Slot1Machine"));
    }

    @Test
    void faults6and13aChangedSettingReplacesNoNode() {
        String spec = Specs.spec("single");
        String changed = spec.replace("network: mainnet\n", "network: mainnet\nsettings: {cache: 900}\n");
        assertThat(changed).isNotEqualTo(spec);
        assertThat(template(Specs.read(Specs.all(), changed))).isEqualTo(template(Specs.read(Specs.all(), spec)));
    }

    @Test
    void fault7dataOutliveTheInstanceAndNobodyIsReplacedForBeingBehind() {
        JsonNode template = ha();
        assertThat(all(template, "AWS::EC2::Volume")).hasSize(2).allSatisfy(volume -> {
            assertThat(volume.path("DeletionPolicy").asText()).isEqualTo("RetainExceptOnCreate");
            assertThat(volume.path("UpdateReplacePolicy").asText()).isEqualTo("Retain");
        });
        assertThat(all(template, "AWS::EC2::LaunchTemplate"))
                .allSatisfy(machine -> assertThat(machine.path("Properties")
                                .path("LaunchTemplateData")
                                .path("BlockDeviceMappings"))
                        .hasSize(1));
        assertThat(groups(template)).allSatisfy(group -> {
            assertThat(group.path("Properties").path("HealthCheckType").asText())
                    .isEqualTo("EC2");
            assertThat(group.path("UpdatePolicy")
                            .path("AutoScalingRollingUpdate")
                            .path("SuspendProcesses"))
                    .extracting(JsonNode::asText)
                    .contains("ReplaceUnhealthy", "AZRebalance");
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "network: moon | (network): | known: mainnet | spec.network-unknown",
                "ports: {p2p: 70000} | (ports.p2p): | 1 to 65535 | spec.value",
                "aws: {region: us-east-1, volume: {size: abc}} | (aws.volume.size): | 500 GB | spec.value",
                "aws: {region: us-east-1, volume: {type: st1}} | (aws.volume.type): | gp3 | spec.choice",
                "aws: {region: us-east-1, instance: m7g.large, architecture: x86_64} | (aws.architecture): | another type | aws.architecture",
                "blueprint: no-such-client | (blueprint): | known: | spec.blueprint-unknown"
            })
    void fault8whatIsWrongIsRefused(String line, String place, String advice, String rule) {
        String key = line.substring(0, line.indexOf(':'));
        List<String> lines = new ArrayList<>(
                List.of("muster: 1", "name: demo", "blueprint: examplenode", "network: mainnet", "target: aws"));
        lines.removeIf(other -> other.startsWith(key + ":"));
        lines.add(line);
        assertThatThrownBy(() ->
                        AwsRules.check("muster.yaml", Specs.read(Specs.all(), String.join("\n", lines) + "\n"), FACTS))
                .isInstanceOfSatisfying(
                        InvalidFileException.class,
                        e -> assertThat(e.problems())
                                .singleElement()
                                .asString()
                                .matches("muster.yaml:\\d+:\\d+ .*")
                                .contains(place, advice)
                                .endsWith("[" + rule + "]"));
    }

    @Test
    void fault9everyNodeHasAlarmsAndAClosedMetadataServiceAndADashboard() {
        JsonNode template = ha();
        assertThat(all(template, "AWS::CloudWatch::Alarm")).hasSizeGreaterThan(10);
        all(template, "AWS::CloudWatch::Dashboard");
        assertThat(all(template, "AWS::EC2::LaunchTemplate"))
                .allSatisfy(machine -> assertThat(machine.path("Properties")
                                .path("LaunchTemplateData")
                                .path("MetadataOptions")
                                .path("HttpTokens")
                                .asText())
                        .isEqualTo("required"));
        all(template(Specs.read("single", "network: {vpc: new}")), "AWS::EC2::VPC");
    }

    @Test
    void fault10aSnapshotThatIsNamedIsUsed() {
        String snapshot = "snap-0123456789abcdef0";
        assertThat(all(template(Specs.read("single", "volume: {snapshot: " + snapshot + "}")), "AWS::EC2::Volume"))
                .allSatisfy(volume -> assertThat(
                                volume.path("Properties").path("SnapshotId").asText())
                        .isEqualTo(snapshot));
    }

    /** They are made once, by who puts the deployment up, and lie outside the stack; nodes only read them. */
    @Test
    void fault11noTwoNodesMakeTheSameCredentials() {
        JsonNode template = ha();
        assertThat(template.path("Resources"))
                .noneMatch(one -> one.path("Type").asText().startsWith("AWS::SecretsManager"));
        TreeSet<String> made = new TreeSet<>();
        all(template, "AWS::IAM::Role")
                .forEach(role -> role.path("Properties")
                        .path("Policies")
                        .forEach(policy -> policy.path("PolicyDocument")
                                .path("Statement")
                                .forEach(statement -> {
                                    if (statement.path("Action").toString().contains("secretsmanager:CreateSecret")) {
                                        made.add(statement.path("Resource").toString());
                                    }
                                })));
        assertThat(made).allMatch(resource -> resource.contains("/identity"));
    }
}
