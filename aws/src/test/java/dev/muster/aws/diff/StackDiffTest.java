package dev.muster.aws.diff;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.aws.facts.AwsFacts;
import dev.muster.aws.fixtures.Specs;
import dev.muster.aws.synth.BlueprintFiles;
import dev.muster.aws.synth.NodeFiles;
import dev.muster.aws.synth.StackPlan;
import dev.muster.aws.synth.Synth;
import dev.muster.aws.synth.SynthFiles;
import dev.muster.aws.template.TemplateJson;
import dev.muster.core.blueprint.BlueprintLibrary;
import dev.muster.core.plan.Change;
import dev.muster.core.plan.Change.Action;
import dev.muster.core.plan.Finding;
import dev.muster.core.spec.SpecReader.Resolved;
import dev.muster.core.value.Name;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What changes against an earlier synth, and what follows from it. */
class StackDiffTest {
    private static final String FACT = ", source: \"chosen for the test (2026-11-22)\"}";
    private static final AwsFacts FACTS = new AwsFacts();
    private static final Name DEMO = new Name("demo");

    @TempDir
    Path folder;

    private static List<StackPlan> stacks(Resolved resolved) {
        return new Synth(FACTS, new BlueprintFiles(resolved)).stacks(resolved.spec(), resolved.blueprint());
    }

    private void wrote(List<StackPlan> stacks) throws Exception {
        for (Map.Entry<String, byte[]> file : SynthFiles.of(stacks).entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.resolveSibling(""));
            Files.write(path, file.getValue());
        }
    }

    private StackDiff.Result diff(Resolved before, Resolved after) throws Exception {
        wrote(stacks(before));
        return StackDiff.of(stacks(after), Optional.of(EarlierSynth.read(folder, DEMO)), FACTS);
    }

    private static Change one(StackDiff.Result result, Predicate<Change> which) {
        assertThat(result.changes()).filteredOn(which).hasSize(1);
        return result.changes().stream().filter(which).findFirst().orElseThrow();
    }

    private static Predicate<Change> kind(String kind) {
        return change -> change.kind().equals(kind);
    }

    @Test
    void whereNothingIsAllIsMadeAndSaysWhatFor() {
        List<StackPlan> stacks = stacks(Specs.read("ha"));
        StackDiff.Result result = StackDiff.of(stacks, Optional.empty(), FACTS);
        assertThat(result.changes())
                .hasSize(stacks.stream()
                        .mapToInt(stack -> stack.template().resources().size())
                        .sum())
                .allSatisfy(change -> {
                    assertThat(change.action()).isEqualTo(Action.CREATE);
                    assertThat(change.why()).isNotBlank();
                });
    }

    private static List<String> lines(StackDiff.Result result) {
        return result.changes().stream()
                .map(change -> change.action().text() + " " + change.kind() + " " + change.name() + ": " + change.why())
                .toList();
    }

    @Test
    void theSameSpecChangesNothing() throws Exception {
        assertThat(lines(diff(Specs.read("single"), Specs.read("single"))))
                .containsExactly(
                        "keep stack MusterAssets: its template changes nothing",
                        "keep stack muster-demo: its template changes nothing",
                        "keep node demo/1: as it shall be");
    }

    @Test
    void aChangedSettingRestartsTheNodeAndLeavesTheTemplate() throws Exception {
        UnaryOperator<String> used =
                text -> text.replace("{{volume.data}}\"", "{{volume.data}}\", \"{{setting.cache}}\"");
        String set = Specs.spec("ha").replace("aws:\n", "settings: {cache: 900}\naws:\n");
        StackDiff.Result result =
                diff(Specs.read(Specs.example(used), Specs.spec("ha")), Specs.read(Specs.example(used), set));
        assertThat(lines(result))
                .contains(
                        "keep stack muster-demo: its template changes nothing",
                        "change node demo/1: setting cache unset -> 900",
                        "restart service demo/1/node: setting cache unset -> 900",
                        "restart service demo/2/node: setting cache unset -> 900");
        assertThat(result.findings()).isEmpty();
    }

    @Test
    void anotherVersionIsSeenAndAFleetsNodesAreOne() throws Exception {
        String versions = "versions:\n  - {version: \"1.1\"" + FACT + "\n  - {version: \"1.0\", default: true" + FACT
                + "\n\nservices:\n";
        BlueprintLibrary library = Specs.example(text -> text.replace("services:\n  node:", versions + "  node:"));
        String newer = Specs.spec("fleet").replace("aws:\n", "version: \"1.1\"\naws:\n");
        assertThat(lines(diff(Specs.read(library, Specs.spec("fleet")), Specs.read(library, newer))))
                .contains(
                        "change node us-east-1/demo/fleet: version 1.0 -> 1.1",
                        "restart service eu-central-1/demo/fleet/node: version 1.0 -> 1.1");
    }

    @Test
    void aLongerStopIsAChangeWithoutARestart() throws Exception {
        assertThat(lines(diff(Specs.read("single"), Specs.read("single", "stop-grace: 25"))))
                .contains("change node demo/1: minutes to stop unset -> 25")
                .noneMatch(line -> line.startsWith("restart"));
    }

    @Test
    void templatesAloneAreComparedWithoutTheNodes() throws Exception {
        List<StackPlan> stacks = new Synth(FACTS, NodeFiles.NONE)
                .stacks(Specs.read("single").spec(), Specs.read("single").blueprint());
        wrote(stacks);
        StackDiff.Result result =
                StackDiff.of(stacks(Specs.read("single")), Optional.of(EarlierSynth.read(folder, DEMO)), FACTS);
        assertThat(result.findings()).extracting(Finding::id).containsExactly("operations.node-files");
    }

    @Test
    void anotherInstanceTypeReplacesTheNodeAndKeepsItsVolume() throws Exception {
        StackDiff.Result result = diff(Specs.read("single"), Specs.read("single", "instance: m5.xlarge"));
        assertThat(result.changes())
                .filteredOn(change -> change.action() != Action.KEEP)
                .hasSize(2);
        assertThat(one(result, kind("AWS::EC2::LaunchTemplate")))
                .satisfies(change -> assertThat(change.action()).isEqualTo(Action.CHANGE))
                .satisfies(change -> assertThat(change.why()).endsWith("its nodes are replaced"));
        assertThat(one(result, kind("node")))
                .satisfies(change -> assertThat(change.action()).isEqualTo(Action.REPLACE))
                .satisfies(change -> assertThat(change.name()).isEqualTo("demo/1"))
                .satisfies(
                        change -> assertThat(change.why()).endsWith("its volume and role stay, its address changes"));
        assertThat(result.findings()).isEmpty();
    }

    @Test
    void anotherImageIsSeenThroughItsParameter() throws Exception {
        StackDiff.Result result = diff(
                Specs.read("single", "image: ami-0123456789abcdef0"),
                Specs.read("single", "image: ami-0123456789abcdef1"));
        assertThat(one(result, kind("node")).action()).isEqualTo(Action.REPLACE);
    }

    @Test
    void aFleetsNodesStartFromNothing() throws Exception {
        StackDiff.Result result = diff(Specs.read("fleet"), Specs.read("fleet", "instance: m5.xlarge"));
        assertThat(result.changes())
                .filteredOn(kind("node"))
                .extracting(Change::name)
                .containsExactly("us-east-1/demo/fleet", "eu-central-1/demo/fleet");
        assertThat(result.changes())
                .filteredOn(kind("node"))
                .allMatch(change -> change.why().contains("starts from nothing"));
    }

    @Test
    void aVolumeGrowsInPlaceAndNeverShrinks() throws Exception {
        Resolved small = Specs.read("single", "volume: {size: 700 GiB}");
        Resolved large = Specs.read("single", "volume: {size: 900 GiB}");
        Change grown = one(diff(small, large), kind("AWS::EC2::Volume"));
        assertThat(grown.action()).isEqualTo(Action.CHANGE);
        assertThat(grown.why()).contains("Size: in place while the node runs");
        StackDiff.Result shrunk = diff(large, small);
        assertThat(one(shrunk, kind("AWS::EC2::Volume")).action()).isEqualTo(Action.CHANGE);
        assertThat(shrunk.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Finding.Severity.ERROR);
            assertThat(finding.message()).contains("Size of a volume cannot be changed (a size only grows)");
        });
    }

    @Test
    void whatIsFixedOnAVolumeIsRefusedAlthoughItsSchemaIsSilent() throws Exception {
        StackDiff.Result zone = diff(
                Specs.read("single", "network: {zones: [us-east-1a]}"),
                Specs.read("single", "network: {zones: [us-east-1b]}"));
        assertThat(one(zone, kind("AWS::EC2::Volume")).why())
                .contains("AvailabilityZone of a volume cannot be changed");
        assertThat(zone.findings()).extracting(Finding::id).containsExactly("reliability.volume-fixed");
        StackDiff.Result key = diff(
                Specs.read("single"),
                Specs.read("single", "volume: {key: \"arn:aws:kms:us-east-1:123456789012:key/1\"}"));
        assertThat(one(key, kind("AWS::EC2::Volume")).why()).contains("KmsKeyId of a volume cannot be changed");
    }

    @Test
    void anotherSchemeMakesAnotherLoadBalancer() throws Exception {
        StackDiff.Result result = diff(
                Specs.read("ha", "load-balancer: {certificate: self-signed}"),
                Specs.read(
                        "ha",
                        "load-balancer: {certificate: self-signed, scheme: internet-facing, from: [203.0.113.0/24]}"));
        Change balancer = one(result, kind("AWS::ElasticLoadBalancingV2::LoadBalancer"));
        assertThat(balancer.action()).isEqualTo(Action.REPLACE);
        assertThat(balancer.why()).contains("Scheme", "clients need its new name");
    }

    private static List<String> replaced(StackDiff.Result result) {
        return result.changes().stream()
                .filter(change -> change.action() == Action.REPLACE)
                .map(Change::name)
                .toList();
    }

    /** All these name the VPC or what stands in it by a property that cannot be changed. */
    @Test
    void whatNamesAReplacedThingFollowsIt() throws Exception {
        StackDiff.Result result = diff(
                Specs.read("ha", "network: {vpc: new, cidr: 10.8.0.0/16}"),
                Specs.read("ha", "network: {vpc: new, cidr: 10.9.0.0/16}"));
        assertThat(replaced(result))
                .contains("Vpc", "Subnet1", "Subnet2", "Routes", "Subnet1Routes", "GatewayAttachment", "FlowLog")
                .contains("RouteToWorld", "NodeSecurityGroup", "BalancerSecurityGroup", "Targets", "demo/1", "demo/2")
                .doesNotContain("Slot1Volume", "Slot1Machine", "Slot1Group", "Balancer", "Listener");
        Change machine = one(result, change -> change.name().equals("Slot1Machine"));
        assertThat(machine.action()).isEqualTo(Action.CHANGE);
        assertThat(machine.why()).contains("it names NodeSecurityGroup, replaced too");
        assertThat(one(result, change -> change.name().equals("Targets")).why())
                .contains("VpcId: another one is made", "it names Vpc, replaced too");
    }

    @Test
    void otherSubnetsReplaceTheNode() throws Exception {
        StackDiff.Result given = diff(
                Specs.read("single", "network: {vpc: vpc-0123456789abcdef0, subnets: [subnet-0123456789abcdef0]}"),
                Specs.read("single", "network: {vpc: vpc-0123456789abcdef0, subnets: [subnet-0123456789abcdef1]}"));
        assertThat(one(given, change -> change.name().equals("Slot1Group")).action())
                .isEqualTo(Action.CHANGE);
        assertThat(replaced(given)).contains("demo/1");
        StackDiff.Result own = diff(Specs.read("single"), Specs.read("single", "network: {vpc: new}"));
        assertThat(replaced(own)).contains("NodeSecurityGroup", "demo/1");
    }

    @Test
    void aRemovedNodesVolumeIsKept() throws Exception {
        String three = Specs.spec("ha").replace("topology: ha", "topology: ha\nnodes: 3");
        StackDiff.Result result = diff(Specs.read(Specs.all(), three), Specs.read("ha"));
        Change volume = one(result, change -> change.kind().equals("AWS::EC2::Volume"));
        assertThat(volume.action()).isEqualTo(Action.REMOVE);
        assertThat(volume.why()).contains("is kept", "paid for until you delete it");
    }

    /** The table of create-only properties decides, whatever an emulator does. */
    @Test
    void everyCreateOnlyPropertyReplaces() {
        stacks(Specs.read("ha"))
                .forEach(stack -> TemplateJson.tree(stack.template())
                        .path("Resources")
                        .forEach(resource -> FACTS.createOnly(
                                        resource.path("Type").asText())
                                .ifPresent(table -> table.replaces().stream()
                                        .filter(property -> !property.contains("/"))
                                        .forEach(property -> {
                                            JsonNode other = resource.deepCopy();
                                            ((ObjectNode) other.path("Properties")).put(property, "something else");
                                            assertThat(Fate.of(resource, other, Set.of(), FACTS)
                                                            .replacing())
                                                    .contains(property);
                                        }))));
    }
}
