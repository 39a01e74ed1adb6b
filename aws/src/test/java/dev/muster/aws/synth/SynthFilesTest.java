package dev.muster.aws.synth;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.muster.aws.facts.AwsFacts;
import dev.muster.aws.fixtures.Specs;
import dev.muster.core.blueprint.Blueprint;
import dev.muster.core.node.NodeConfig;
import dev.muster.core.node.NodeRenderer;
import dev.muster.core.node.SlotPaths;
import dev.muster.core.spec.SpecReader.Resolved;
import dev.muster.core.value.Region;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

/** What {@code synth} writes for people with other tools. */
class SynthFilesTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static List<StackPlan> plans(Resolved resolved) {
        return new Synth(new AwsFacts(), new BlueprintFiles(resolved)).stacks(resolved.spec(), resolved.blueprint());
    }

    @Test
    void eachStackHasTemplateParametersAndTags() throws Exception {
        SortedMap<String, byte[]> files = SynthFiles.of(plans(Specs.read("single", "tags: {team: nodes}")));
        assertThat(files.keySet())
                .contains(
                        "us-east-1/MusterAssets.template.json",
                        "us-east-1/muster-demo.template.json",
                        "us-east-1/muster-demo.parameters.json",
                        "us-east-1/assets/deployments/demo/1/manifest");
        JsonNode tags = MAPPER.readTree(files.get("us-east-1/muster-demo.tags.json"));
        assertThat(tags.toString())
                .isEqualTo(
                        "[{\"Key\":\"muster:deployment\",\"Value\":\"demo\"},{\"Key\":\"team\",\"Value\":\"nodes\"}]");
        JsonNode parameters = MAPPER.readTree(files.get("us-east-1/muster-demo.parameters.json"));
        assertThat(parameters.toString()).contains("{\"ParameterKey\":\"Zone1\",\"ParameterValue\":\"us-east-1a\"}");
    }

    @Test
    void whatOnlyAnAccountTellsIsNamed() {
        assertThat(SynthFiles.open(plans(Specs.read("single"))))
                .containsExactly(
                        "us-east-1/muster-demo: Bucket = <output Bucket of stack MusterAssets>",
                        "us-east-1/muster-demo: Image = <image of"
                                + " /aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64>",
                        "us-east-1/muster-demo: Subnet1 = <id of the default subnet in us-east-1a>",
                        "us-east-1/muster-demo: Vpc = <id of the default VPC>",
                        "us-east-1/muster-demo: VpcRange = <address range of the VPC default>");
    }

    @Test
    void aNodesConfigurationIsForAwsAndTheSameEachTime() throws Exception {
        Resolved resolved = Specs.read("ha");
        Region region = new Region("us-east-1");
        byte[] json = new BlueprintFiles(resolved).of(region, "2").get("node.json");
        NodeConfig node = MAPPER.readValue(json, NodeConfig.class);
        assertThat(node.name()).isEqualTo("demo/2");
        assertThat(node.target()).isEqualTo("aws");
        assertThat(node.bind()).isEqualTo("0.0.0.0");
        assertThat(node.ports())
                .containsEntry("p2p", 9000)
                .containsEntry("rpc", 9001)
                .containsEntry("agent", 17900);
        assertThat(node.secrets()).contains("rpc-password");
        assertThat(new BlueprintFiles(resolved).of(region, "2").get("node.json"))
                .isEqualTo(json);
        assertThat(new BlueprintFiles(resolved).of(region, "1").get("node.json"))
                .isNotEqualTo(json);
    }

    /** What the agent stops the node by: 25 minutes are in node.json, and a shorter grace of the blueprint is raised. */
    @Test
    void aLongerStopGraceReachesTheNode() throws Exception {
        Resolved resolved = Specs.read("single", "stop-grace: 25");
        byte[] json =
                new BlueprintFiles(resolved).of(new Region("us-east-1"), "1").get("node.json");
        NodeConfig node = MAPPER.readValue(json, NodeConfig.class);
        assertThat(node.stopGraceMinutes()).isEqualTo(25);
        assertThat(grace(resolved.blueprint(), node)).isEqualTo(Duration.ofMinutes(25));
        Resolved slow =
                Specs.read(Specs.example(text -> text.replace("grace: 10m", "grace: 40m")), Specs.spec("single"));
        assertThat(grace(slow.blueprint(), node)).isEqualTo(Duration.ofMinutes(40));
    }

    private static Duration grace(Blueprint blueprint, NodeConfig node) {
        SlotPaths paths = SlotPaths.below(Path.of("/"), blueprint.volumes().keySet());
        return new NodeRenderer(blueprint, node, paths, name -> "")
                .services()
                .getFirst()
                .grace();
    }

    @Test
    void theBlueprintsReadmeIsNotAmongTheFiles() {
        SortedMap<String, byte[]> files = new BlueprintFiles(Specs.read("single")).of(new Region("us-east-1"), "1");
        assertThat(files.keySet())
                .contains("blueprints/examplenode/blueprint.yaml", "boot.sh", "node.json", "spec.yaml")
                .noneMatch(path -> path.endsWith("README.md"));
        assertThat(new String(files.get("spec.yaml"), StandardCharsets.UTF_8)).startsWith("muster: 1");
    }
}
