package dev.muster.aws.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.aws.facts.AwsFacts;
import dev.muster.aws.fixtures.Golden;
import dev.muster.aws.fixtures.Specs;
import dev.muster.aws.rules.WrongSpecs.Row;
import dev.muster.core.problem.InvalidFileException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each rule is raised by a row of {@code wrong-specs.txt}, with its place and its exact words. */
class AwsRulesTest {
    private static final AwsFacts FACTS = new AwsFacts();

    @TestFactory
    Stream<DynamicTest> eachRowIsSaid() {
        List<Row> rows = WrongSpecs.read();
        if (Golden.writing()) {
            WrongSpecs.write(
                    rows.stream().map(row -> new Row(row.source(), said(row))).toList());
        }
        return WrongSpecs.read().stream()
                .map(row -> DynamicTest.dynamicTest(String.join("; ", row.source()), () -> {
                    assertThat(row.says()).isNotEmpty();
                    assertThat(said(row)).isEqualTo(row.says());
                }));
    }

    @Test
    void eachRuleIsRaised() {
        List<String> said =
                WrongSpecs.read().stream().flatMap(row -> row.says().stream()).toList();
        assertThat(AwsRules.IDS)
                .allSatisfy(id -> assertThat(said).anyMatch(line -> line.endsWith("[" + id + "]")))
                .doesNotHaveDuplicates();
    }

    @Test
    void rightSpecsPass() {
        for (String topology : List.of("single", "ha", "fleet")) {
            AwsRules.check("muster.yaml", Specs.read(topology), FACTS);
        }
    }

    private static List<String> said(Row row) {
        try {
            AwsRules.check("muster.yaml", Specs.read(Specs.example(row::blueprint), row.spec()), FACTS);
            return List.of();
        } catch (InvalidFileException e) {
            return e.problems().stream().map(Object::toString).toList();
        }
    }
}
