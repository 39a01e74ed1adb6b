package dev.muster.aws.synth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.aws.facts.AwsFacts;
import dev.muster.aws.fixtures.Matrix;
import dev.muster.aws.fixtures.Specs;
import dev.muster.aws.template.TemplateJson;
import dev.muster.core.node.NodeRenderer;
import dev.muster.core.spec.SpecReader.Resolved;
import dev.muster.core.value.Region;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What must not change a template does not. */
class SameBytesTest {
    private static final String CACHE = "settings: {cache: 900}\naws:";

    @TempDir
    Path folder;

    private static List<StackPlan> synth(Resolved resolved, NodeFiles files) {
        return new Synth(new AwsFacts(), files).stacks(resolved.spec(), resolved.blueprint());
    }

    private static List<String> bodies(List<StackPlan> plans) {
        return plans.stream().map(plan -> plan.template().compact()).toList();
    }

    /** Files as a build of Muster would lay them beside a node. */
    private static NodeFiles files(String version, String config) {
        return (region, slot) -> {
            SortedMap<String, byte[]> files = new TreeMap<>();
            files.put("boot.sh", "echo".getBytes(StandardCharsets.UTF_8));
            files.put("muster.jar", version.getBytes(StandardCharsets.UTF_8));
            files.put("node.json", (config + slot).getBytes(StandardCharsets.UTF_8));
            return files;
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"single", "ha", "fleet"})
    void sameInputSameBytes(String topology) {
        assertThat(bodies(Matrix.stacks(Specs.read(topology)))).isEqualTo(bodies(Matrix.stacks(Specs.read(topology))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"single", "ha", "fleet"})
    void anotherBuildOfMusterChangesOnlyTheBucket(String topology) {
        List<StackPlan> before = synth(Specs.read(topology), files("1.0", "{}"));
        List<StackPlan> after = synth(Specs.read(topology), files("1.1", "{}"));
        assertThat(bodies(after)).isEqualTo(bodies(before));
        assertThat(after.get(1).assets().keySet())
                .isNotEqualTo(before.get(1).assets().keySet());
    }

    @ParameterizedTest
    @ValueSource(strings = {"single", "ha", "fleet"})
    void aChangedSettingChangesOnlyTheBucket(String topology) {
        String spec = Specs.spec(topology);
        List<StackPlan> before = synth(Specs.read(Specs.all(), spec), files("1.0", "{}"));
        List<StackPlan> after =
                synth(Specs.read(Specs.all(), spec.replace("aws:\n", CACHE + "\n")), files("1.0", "{\"cache\":900}"));
        assertThat(bodies(after)).isEqualTo(bodies(before));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "title: Example node => title: Another title",
                "summary: a node => summary: the node",
                "grace: 10m => grace: 12m",
                "default: 450 => default: 900",
                "help: the chain => help: blocks"
            })
    void aBlueprintsWordsAndProgramsNeverReplaceAMachine(String change) {
        String[] sides = change.split(" => ", -1);
        Resolved changed = Specs.read(Specs.example(text -> text.replace(sides[0], sides[1])), Specs.spec("single"));
        assertThat(machines(changed)).isEqualTo(machines(Specs.read("single"))).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tags: {team: nodes}",
                "log-retention: 90",
                "dashboard: false",
                "alarms: {email: ops@example.org}",
                "expose: {rpc: [203.0.113.0/24]}",
                "volume: {size: 900 GB}",
                "volume: {iops: 9000}",
                "address: true"
            })
    void whatNeedsNoOtherMachineLeavesTheLaunchTemplate(String line) {
        assertThat(machines(Specs.read("single", line))).isEqualTo(machines(Specs.read("single")));
    }

    @Test
    void aLongerStopIsTheNodesAndNoPartOfATemplate() {
        Resolved plain = Specs.read("single");
        Resolved longer = Specs.read("single", "stop-grace: 20");
        assertThat(bodies(synth(longer, new BlueprintFiles(longer))))
                .isEqualTo(bodies(synth(plain, new BlueprintFiles(plain))));
        Region region = new Region("us-east-1");
        assertThat(new BlueprintFiles(longer).of(region, "1").get("node.json"))
                .isNotEqualTo(new BlueprintFiles(plain).of(region, "1").get("node.json"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"instance: m5.xlarge", "root-volume: 30 GiB", "key-pair: mine", "spot: true"})
    void whatNeedsAnotherMachineChangesTheLaunchTemplate(String line) {
        assertThat(machines(Specs.read("single", line))).isNotEqualTo(machines(Specs.read("single")));
    }

    private static List<String> machines(Resolved resolved) {
        return Matrix.stack(resolved).template().ofType("AWS::EC2::LaunchTemplate").stream()
                .map(resource -> TemplateJson.compact(resource.properties()))
                .toList();
    }

    /** Another byte here replaces every instance of every deployment: do not change it, change boot.sh. */
    @Test
    void theFirstScriptOfAnInstanceNeverChanges() throws Exception {
        byte[] script = SameBytesTest.class
                .getResourceAsStream("/dev/muster/aws/user-data.sh")
                .readAllBytes();
        byte[] sum = MessageDigest.getInstance("SHA-256").digest(script);
        assertThat(HexFormat.of().formatHex(sum))
                .isEqualTo("aec1b70b542686250d5116c7ea745ae7a075eb653d9a833a77581d6159ea3c3a");
        assertThat(script.length).isLessThan(4096 - 200);
    }

    @Test
    void eachFileLiesUnderItsChecksumAndInItsSlotsManifest() {
        SortedMap<String, byte[]> assets =
                synth(Specs.read("ha"), files("1.0", "{}")).get(1).assets();
        Stream<String> manifest = new String(assets.get("deployments/demo/2/manifest"), StandardCharsets.UTF_8).lines();
        assertThat(manifest).hasSize(3).allSatisfy(line -> {
            String[] parts = line.split("  ", -1);
            assertThat(assets).containsKey("deployments/demo/files/" + parts[0]);
        });
        assertThat(assets).hasSize(2 + 4);
    }

    /** Sabotage: the program's bytes are among the assets, 40 MB for each region. */
    @Test
    void theProgramIsNamedAndNotCarried() throws Exception {
        Path jar = Files.writeString(folder.resolve("muster-1.jar"), "jar");
        Resolved resolved = Specs.read("ha");
        StackPlan plan =
                synth(resolved, new BlueprintFiles(resolved, Program.of(jar))).get(1);
        String sum = NodeRenderer.sha256("jar".getBytes(StandardCharsets.UTF_8));
        String manifest = new String(plan.assets().get("deployments/demo/2/manifest"), StandardCharsets.UTF_8);
        assertThat(manifest).contains("  boot.sh\n").endsWith(sum + "  muster.jar\n");
        assertThat(plan.assets()).doesNotContainKey("deployments/demo/files/" + sum);
        assertThat(plan.program()).contains(new Program(jar, sum));
        assertThat(Program.of(folder)).isEmpty();
    }

    @Test
    void thirtySlotsFitIntoOneTemplate() {
        Resolved resolved = Specs.read(Specs.all(), Specs.spec("ha").replace("aws:\n", "nodes: 30\naws:\n"));
        StackPlan plan = Matrix.stack(resolved);
        assertThat(plan.template().resources()).hasSizeLessThan(500);
        assertThat(plan.template().parameters()).hasSizeLessThan(200);
        assertThat(plan.template().compact()).hasSizeLessThan(1_000_000);
    }

    @Test
    void aFleetInOneRegionMayNameItEitherWay() {
        String spec = Specs.spec("fleet").replace("regions: [us-east-1, eu-central-1]", "regions: [us-east-1]");
        Resolved listed = Specs.read(Specs.all(), spec);
        Resolved alone = Specs.read(Specs.all(), spec.replace("regions: [us-east-1]", "region: us-east-1"));
        assertThat(alone.spec()).isEqualTo(listed.spec());
        assertThat(Matrix.stacks(alone)).hasSize(2);
        assertThat(bodies(Matrix.stacks(alone))).isEqualTo(bodies(Matrix.stacks(listed)));
    }

    @Test
    void regionsDifferInTheirParametersOnly() {
        List<StackPlan> plans = Matrix.stacks(Specs.read("fleet"));
        assertThat(plans)
                .extracting(StackPlan::region)
                .containsExactly(
                        new Region("us-east-1"),
                        new Region("us-east-1"),
                        new Region("eu-central-1"),
                        new Region("eu-central-1"));
        assertThat(plans.get(3).template().compact())
                .isEqualTo(plans.get(1).template().compact());
        assertThat(plans.get(3).parameters()).isNotEqualTo(plans.get(1).parameters());
    }
}
