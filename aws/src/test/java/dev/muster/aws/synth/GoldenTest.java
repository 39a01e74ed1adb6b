package dev.muster.aws.synth;

import dev.muster.aws.fixtures.Golden;
import dev.muster.aws.fixtures.Matrix;
import dev.muster.aws.fixtures.Specs;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Two specs of each topology, their templates and parameters as a whole. */
class GoldenTest {
    private static final Map<String, List<String>> SPECS = specs();

    private static Map<String, List<String>> specs() {
        Map<String, List<String>> specs = new LinkedHashMap<>();
        specs.put("single", List.of("single"));
        specs.put(
                "single-own-network",
                List.of(
                        "single",
                        "network: {vpc: new}",
                        "address: true",
                        "architecture: arm64",
                        "alarms: {email: ops@example.org}"));
        specs.put("ha", List.of("ha"));
        specs.put(
                "ha-world",
                List.of(
                        "ha",
                        "network: {vpc: default}",
                        "load-balancer: {scheme: internet-facing, from: [0.0.0.0/0], certificate: self-signed}"));
        specs.put("fleet", List.of("fleet"));
        specs.put("fleet-spot", List.of("fleet", "network: {vpc: new}", "spot: true", "tags: {team: nodes}"));
        return specs;
    }

    @TestFactory
    Stream<DynamicTest> templatesAreAsTheyWere() {
        return SPECS.entrySet().stream()
                .map(spec -> DynamicTest.dynamicTest(spec.getKey(), () -> check(spec.getKey(), spec.getValue())));
    }

    @TestFactory
    Stream<DynamicTest> bucketIsAsItWas() {
        StackPlan bucket = Matrix.stacks(Specs.read("single")).getFirst();
        return Stream.of(DynamicTest.dynamicTest(
                "bucket",
                () -> Golden.check("golden/bucket.json", bucket.template().json())));
    }

    private static void check(String name, List<String> lines) {
        StackPlan plan = Matrix.stack(
                Specs.read(lines.getFirst(), lines.subList(1, lines.size()).toArray(String[]::new)));
        Golden.check("golden/" + name + ".json", plan.template().json());
        Golden.check("golden/" + name + ".parameters.txt", text(plan));
    }

    private static String text(StackPlan plan) {
        StringBuilder text = new StringBuilder();
        plan.parameters()
                .forEach((key, input) ->
                        text.append(key).append(": ").append(input.text()).append('\n'));
        plan.tags()
                .forEach((key, value) -> text.append("tag ")
                        .append(key)
                        .append(": ")
                        .append(value)
                        .append('\n'));
        return text.toString();
    }
}
