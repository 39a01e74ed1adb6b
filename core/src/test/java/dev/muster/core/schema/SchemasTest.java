package dev.muster.core.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import dev.muster.core.Golden;
import dev.muster.core.Repository;
import dev.muster.core.WrongTable;
import dev.muster.core.plan.Change;
import dev.muster.core.plan.Cost;
import dev.muster.core.plan.Finding;
import dev.muster.core.plan.Plan;
import dev.muster.core.problem.Problems;
import dev.muster.core.report.NodeReport;
import dev.muster.core.report.StatusReport;
import dev.muster.core.spec.SpecSchema;
import dev.muster.core.state.NodeState;
import dev.muster.core.yaml.Yaml;
import dev.muster.core.yaml.YamlNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The published JSON Schemas: up to date, valid themselves, and of one mind with the reader and the records. */
class SchemasTest {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    /** What no schema can see: the reader knows the blueprint, and refuses what YAML itself allows. */
    private static final Set<String> BY_SHAPE =
            Set.of("spec.type", "spec.value", "spec.choice", "spec.missing", "spec.unknown-key");

    static Stream<Path> examples() {
        return Repository.examples().stream();
    }

    static Stream<WrongTable.Row> wrong() {
        return WrongTable.read("core/src/test/wrong/specs.txt").rows().stream()
                .filter(row -> BY_SHAPE.contains(row.rule()));
    }

    @Test
    void theSchemasAreUpToDate() throws IOException {
        golden("muster", SpecSchema.schema());
        golden("node-report", RecordSchema.document("What a node of Muster tells of itself", NodeReport.class));
        golden("plan", plan());
        golden("status", status());
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyExampleIsOfTheSchema(Path example) throws IOException {
        assertThat(faults(SpecSchema.schema(), json(Files.readString(example)))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void whatIsNotOfTheShapeIsNotOfTheSchema(WrongTable.Row row) {
        assertThat(faults(SpecSchema.schema(), json(row.input()))).isNotEmpty();
    }

    @Test
    void reportsAndPlansAreOfTheirSchemas() {
        JsonNode report = JSON.valueToTree(report());
        assertThat(faults(RecordSchema.document("report", NodeReport.class), report))
                .isEmpty();
        Plan plan = new Plan(
                List.of(new Change(Change.Action.CREATE, "node", "demo/1", "it is new")),
                new Cost(null, null, List.of(new Cost.Line("instance", "t3.micro", null))),
                List.of(new Finding("F1", Finding.Severity.WARNING, "cost", "dear", "look")));
        assertThat(faults(plan(), JSON.valueToTree(plan))).isEmpty();
        ObjectNode document = JSON.valueToTree(new StatusReport(List.of(StatusReport.Deployment.of(
                "demo", "demo", "regtest", "local", null, Map.of("rpc", "http://127.0.0.1:1/"), List.of(report())))));
        assertThat(faults(status(), document)).isEmpty();
        ((ObjectNode) document.at("/deployments/0/nodes/0"))
                .put("height", "many")
                .remove("state");
        assertThat(faults(status(), document)).hasSize(2);
    }

    private static NodeReport report() {
        return new NodeReport(
                NodeReport.SCHEMA,
                "demo/1",
                "id",
                "demo",
                1,
                "demo",
                "regtest",
                "follower",
                "local",
                "2026-11-22T00:00:00Z",
                NodeState.UNKNOWN,
                "2026-11-22T00:00:00Z",
                "no answer",
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                Map.of("muster", "1"),
                withNull(),
                null,
                null,
                null,
                List.of(new NodeReport.Service("node", "running", null, null, 0, null, null, "package", null)),
                new NodeReport.Health(503, "2026-11-22T00:00:00Z"),
                Map.of(),
                null,
                null,
                null);
    }

    private static Map<String, Double> withNull() {
        Map<String, Double> gauges = new HashMap<>();
        gauges.put("headers", null);
        return gauges;
    }

    private static ObjectNode plan() {
        return RecordSchema.document("What muster plan says", Plan.class);
    }

    private static ObjectNode status() {
        return RecordSchema.document("What muster status says", StatusReport.class);
    }

    private static void golden(String name, ObjectNode schema) throws IOException {
        Golden.check("docs/" + name + ".schema.json", JSON.writeValueAsString(schema) + "\n");
    }

    private static Set<ValidationMessage> faults(ObjectNode schema, JsonNode document) {
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(schema)
                .validate(document);
    }

    /** A YAML document as an editor sees it. */
    private static JsonNode json(String yaml) {
        return json(Yaml.parse("muster.yaml", yaml, new Problems()).orElseThrow());
    }

    private static JsonNode json(YamlNode node) {
        return switch (node) {
            case YamlNode.YamlMap map -> {
                ObjectNode object = JSON.createObjectNode();
                map.entries().forEach((key, entry) -> object.set(key, json(entry.value())));
                yield object;
            }
            case YamlNode.YamlList list -> {
                var array = JSON.createArrayNode();
                list.items().forEach(item -> array.add(json(item)));
                yield array;
            }
            case YamlNode.YamlScalar scalar -> scalar(scalar);
        };
    }

    private static JsonNode scalar(YamlNode.YamlScalar scalar) {
        return switch (scalar.type()) {
            case TEXT -> JsonNodeFactory.instance.textNode(scalar.text());
            case INTEGER -> JsonNodeFactory.instance.numberNode(Long.parseLong(scalar.text()));
            case DECIMAL -> JsonNodeFactory.instance.numberNode(Double.parseDouble(scalar.text()));
            case BOOLEAN -> JsonNodeFactory.instance.booleanNode(Boolean.parseBoolean(scalar.text()));
            case NULL -> JsonNodeFactory.instance.nullNode();
        };
    }
}
