package dev.muster.aws.checks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.muster.agent.testing.Needs;
import dev.muster.aws.fixtures.Matrix;
import dev.muster.aws.fixtures.Tools;
import dev.muster.aws.fixtures.Tools.Said;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every template, judged by cfn-lint and by cdk-nag; one process each for all of them. */
class LintTest {
    private static final int MOST_SINGLE = 8;
    private static final int MOST_HA = 9;

    @TempDir
    static Path folder;

    private static List<Path> templates = List.of();

    @BeforeAll
    static void write() {
        templates = Matrix.write(folder);
        System.out.println("judged: " + templates.size() + " templates that differ, of "
                + Matrix.specs().size() + " specs");
    }

    @Test
    void cfnLintFindsNothing() throws Exception {
        Path lint = Needs.tool("cfn-lint");
        Stream<String> command = Stream.concat(
                Stream.of(lint.toString(), "-t"), templates.stream().map(Path::toString));
        Said said = Tools.run(folder, command);
        assertThat(said.out() + said.err()).isEmpty();
        assertThat(said.code()).isZero();
    }

    @Test
    void cdkNagFindsNothingUnsuppressed() throws Exception {
        Path list = Files.write(
                folder.resolve("list"), templates.stream().map(Path::toString).toList());
        Said said = Tools.node("nag.mjs", list);
        List<JsonNode> lines = said.lines().stream().map(LintTest::json).toList();
        assertThat(lines)
                .filteredOn(line -> line.path("kind").asText().equals("finding"))
                .isEmpty();
        assertThat(said.code()).as(said.err()).isZero();
        assertThat(lines)
                .filteredOn(line -> line.path("kind").asText().equals("suppressed"))
                .isNotEmpty();
    }

    /** A suppression is counted once for each resource that carries it, the slots of a set being one. */
    @Test
    void suppressionsAreFewAndHaveReasons() throws Exception {
        Map<String, Integer> counts = new TreeMap<>();
        for (Path template : templates) {
            int count = 0;
            for (Map.Entry<String, JsonNode> resource :
                    json(Files.readString(template)).path("Resources").properties()) {
                JsonNode rules =
                        resource.getValue().path("Metadata").path("cdk_nag").path("rules_to_suppress");
                for (JsonNode rule : rules) {
                    assertThat(rule.path("reason").asText()).hasSizeGreaterThan(30);
                    count += resource.getKey().matches("Slot[2-9].*") ? 0 : 1;
                }
            }
            String name = String.valueOf(template.getFileName());
            counts.merge(name.contains("-ha-") || name.contains("balancer") ? "ha" : "other", count, Math::max);
        }
        System.out.println("suppressions at most: " + counts + ", and 1 in the bucket's stack");
        assertThat(counts.getOrDefault("other", 0) + 1).isLessThanOrEqualTo(MOST_SINGLE);
        assertThat(counts.getOrDefault("ha", 0) + 1).isLessThanOrEqualTo(MOST_HA);
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
