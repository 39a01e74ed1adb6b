package dev.muster.aws.synth;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muster.aws.fixtures.Matrix;
import dev.muster.aws.fixtures.Specs;
import dev.muster.aws.template.Resource;
import dev.muster.aws.template.Template;
import dev.muster.aws.template.TemplateJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What each feature must bring, so that leaving things out does not count as clean. */
class KindsTest {
    private static final String SLOT = "EC2::Volume IAM::Role IAM::InstanceProfile EC2::LaunchTemplate"
            + " AutoScaling::AutoScalingGroup CloudWatch::Alarm*6";
    private static final String ALWAYS =
            "Logs::LogGroup CloudWatch::Dashboard SNS::Topic SNS::TopicPolicy" + " EC2::SecurityGroup ";
    private static final String NETWORK = "EC2::VPC EC2::InternetGateway EC2::VPCGatewayAttachment EC2::RouteTable"
            + " EC2::Route EC2::Subnet*2 EC2::SubnetRouteTableAssociation*2 EC2::FlowLog ";
    private static final String BALANCER = "ElasticLoadBalancingV2::LoadBalancer ElasticLoadBalancingV2::TargetGroup"
            + " ElasticLoadBalancingV2::Listener EC2::SecurityGroup CloudWatch::Alarm ";
    private static final String FIREWALL = "WAFv2::WebACL WAFv2::WebACLAssociation ";
    private static final String TWO = SLOT + " " + SLOT + " ";

    private static final Map<String, String> WANTED = wanted();

    private static Map<String, String> wanted() {
        Map<String, String> wanted = new LinkedHashMap<>();
        wanted.put("plain", ALWAYS + SLOT);
        wanted.put("own-network", ALWAYS + SLOT + " " + NETWORK);
        wanted.put("given-parts", "Logs::LogGroup CloudWatch::Dashboard " + SLOT.replace("IAM::Role ", ""));
        wanted.put("address", ALWAYS + SLOT + " EC2::EIP");
        wanted.put("spot", ALWAYS + SLOT);
        wanted.put("ssh", ALWAYS + SLOT);
        wanted.put("email", ALWAYS + SLOT);
        wanted.put("no-dashboard", ALWAYS.replace("CloudWatch::Dashboard ", "") + SLOT);
        wanted.put("volume", ALWAYS + SLOT);
        wanted.put("tags", ALWAYS + SLOT);
        wanted.put("expose", ALWAYS + SLOT);
        wanted.put("gpu", ALWAYS + SLOT);
        wanted.put("balancer", ALWAYS + TWO + NETWORK + BALANCER);
        wanted.put("balancer-default-network", ALWAYS + TWO + BALANCER);
        wanted.put("balancer-tls", ALWAYS + TWO + NETWORK + BALANCER);
        wanted.put("balancer-world", ALWAYS + TWO + NETWORK + BALANCER + FIREWALL);
        wanted.put("balancer-world-default-network", ALWAYS + TWO + BALANCER + FIREWALL);
        wanted.put("balancer-firewall", ALWAYS + TWO + NETWORK + BALANCER + FIREWALL);
        wanted.put("two-zone-region", ALWAYS + TWO + NETWORK + BALANCER);
        wanted.put("fleet", ALWAYS + SLOT.replace("EC2::Volume ", ""));
        wanted.put("fleet-own-network", ALWAYS + NETWORK + SLOT.replace("EC2::Volume ", ""));
        return wanted;
    }

    @TestFactory
    Stream<DynamicTest> eachFeatureBringsItsKinds() {
        assertThat(WANTED).containsOnlyKeys(Matrix.FEATURES.keySet());
        return WANTED.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(
                        entry.getKey(),
                        () -> assertThat(kinds(template(entry.getKey()))).isEqualTo(counts(entry.getValue()))));
    }

    private static Template template(String feature) {
        List<String> lines = Matrix.FEATURES.get(feature);
        return Matrix.stack(Specs.read(
                        lines.getFirst(), lines.subList(1, lines.size()).toArray(String[]::new)))
                .template();
    }

    private static Map<String, Integer> kinds(Template template) {
        Map<String, Integer> kinds = new TreeMap<>();
        template.resources()
                .forEach(resource -> kinds.merge(resource.type().replaceFirst("AWS::", ""), 1, Integer::sum));
        return kinds;
    }

    private static Map<String, Integer> counts(String words) {
        Map<String, Integer> counts = new TreeMap<>();
        for (String word : words.trim().split(" +", -1)) {
            String[] parts = word.split("\\*", -1);
            counts.merge(parts[0], parts.length == 1 ? 1 : Integer.parseInt(parts[1]), Integer::sum);
        }
        return counts;
    }

    private static String json(String feature, String id) {
        Resource resource = template(feature).resource(id).orElseThrow();
        return TemplateJson.compact(resource.properties());
    }

    @Test
    void aSlotKeepsItsVolume() {
        Resource volume = template("plain").resource("Slot1Volume").orElseThrow();
        assertThat(volume.onDelete())
                .hasValueSatisfying(keep -> assertThat(keep.word()).isEqualTo("RetainExceptOnCreate"));
        assertThat(volume.onReplace())
                .hasValueSatisfying(keep -> assertThat(keep.word()).isEqualTo("Retain"));
        assertThat(json("plain", "Slot1Volume")).contains("\"Encrypted\":true", "\"Ref\":\"Zone1\"");
    }

    @Test
    void slotsComeOneAfterAnother() {
        assertThat(template("balancer").resource("Slot2Group").orElseThrow().dependsOn())
                .contains("Slot1Group");
        assertThat(template("balancer").resource("Slot1Group").orElseThrow().dependsOn())
                .doesNotContain("Slot2Group");
    }

    @Test
    void aGroupIsOfOneAndReplacedOnlyByEc2() {
        assertThat(json("balancer", "Slot2Group"))
                .contains("\"MinSize\":\"0\"", "\"MaxSize\":\"1\"", "\"HealthCheckType\":\"EC2\"")
                .contains("autoscaling:EC2_INSTANCE_TERMINATING", "TargetGroupARNs");
        Resource group = template("plain").resource("Slot1Group").orElseThrow();
        assertThat(TemplateJson.compact(group.creationPolicy())).contains("\"Timeout\":\"PT35M\"");
        assertThat(TemplateJson.compact(group.updatePolicy()))
                .contains("\"PauseTime\":\"PT35M\"", "AZRebalance", "ReplaceUnhealthy", "\"MinInstancesInService\":0");
    }

    /** The node cannot start before its data are there. */
    @Test
    void aStackWaitsForADatasetToo() {
        Resource group = Matrix.stack(Specs.read(Specs.all(), Specs.spec("single") + "dataset: archive\n"))
                .template()
                .resource("Slot1Group")
                .orElseThrow();
        assertThat(TemplateJson.compact(group.creationPolicy())).contains("\"Timeout\":\"PT3H35M\"");
    }

    @Test
    void aMachineAnswersNoStranger() {
        assertThat(json("plain", "Slot1Machine"))
                .contains("\"HttpTokens\":\"required\",\"HttpPutResponseHopLimit\":1")
                .doesNotContain("KeyName");
        assertThat(json("plain", "NodeSecurityGroup")).doesNotContain(":22,");
        assertThat(json("ssh", "NodeSecurityGroup")).contains("\"FromPort\":22", "203.0.113.7/32");
    }

    @Test
    void aRootDiskHoldsItsImageAndIsNotTheSlotsVolume() {
        assertThat(json("plain", "Slot1Machine")).contains("\"VolumeSize\":16");
        String spec = Specs.spec("single").replace("target: aws", "target: aws\nsettings: {gpu: true}");
        Resource machine = Matrix.stack(Specs.read(Specs.all(), spec))
                .template()
                .resource("Slot1Machine")
                .orElseThrow();
        JsonNode data = TemplateJson.tree(machine.properties()).path("LaunchTemplateData");
        assertThat(data.path("BlockDeviceMappings")
                        .path(0)
                        .path("Ebs")
                        .path("VolumeSize")
                        .asInt())
                .isEqualTo(30);
        assertThat(data.path("TagSpecifications").toString())
                .contains("muster:deployment")
                .doesNotContain("muster:slot");
        assertThat(json("plain", "Slot1Volume")).contains("muster:slot");
    }

    @Test
    void onlyPublicPortsAreOpenAndLocalOnesNever() {
        assertThat(json("plain", "NodeSecurityGroup"))
                .contains("\"CidrIp\":\"0.0.0.0/0\"", "\"FromPort\":9000", "\"FromPort\":9001")
                .doesNotContain("9002");
        assertThat(json("expose", "NodeSecurityGroup")).doesNotContain("0.0.0.0/0");
    }

    @Test
    void aDevNetworkIsClosedToTheWorld() {
        String spec = Specs.spec("single").replace("mainnet", "regtest");
        Template template = Matrix.stack(Specs.read(Specs.all(), spec)).template();
        assertThat(TemplateJson.compact(
                        template.resource("NodeSecurityGroup").orElseThrow().properties()))
                .doesNotContain("0.0.0.0/0");
    }

    @Test
    void theBalancerAsksTheAgent() {
        assertThat(json("balancer", "Targets"))
                .contains("\"HealthCheckPath\":\"/health\"", "\"HealthCheckPort\":\"17900\"", "\"Port\":9001");
        assertThat(json("balancer", "Balancer")).contains("\"Scheme\":\"internal\"", "access_logs.s3.enabled");
        assertThat(json("balancer", "Listener")).contains("\"Port\":80");
        assertThat(json("balancer-tls", "Listener")).contains("\"Port\":443", "\"Ref\":\"Certificate\"");
        assertThat(json("balancer-world", "Firewall")).contains("\"Limit\":500,\"EvaluationWindowSec\":60");
    }

    @Test
    void aSettingBringsAMachineWithAGpu() {
        Template theta = Matrix.stack(Matrix.specs().get("theta-edge-mainnet-single-x86_64-gpu"))
                .template();
        assertThat(TemplateJson.compact(
                        theta.resource("Slot1Machine").orElseThrow().properties()))
                .contains("\"InstanceType\":\"g4dn.xlarge\"", "\"VolumeSize\":30");
    }

    /** Emulators know neither; zones by name would be fixed to one account. */
    @Test
    void templatesAreForEmulatorsToo() {
        Matrix.specs()
                .values()
                .forEach(
                        resolved -> assertThat(Matrix.stack(resolved).template().compact())
                                .doesNotContain("Fn::Cidr", "Fn::GetAZs", "us-east-1a"));
    }

    @Test
    void eachResourceSaysWhatItIsFor() {
        Matrix.specs()
                .values()
                .forEach(
                        resolved -> assertThat(Matrix.stack(resolved).template().resources())
                                .allSatisfy(resource ->
                                        assertThat(resource.description()).isNotBlank()));
    }
}
