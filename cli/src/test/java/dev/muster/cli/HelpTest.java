package dev.muster.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.muster.core.problem.MusterException.Exit;
import dev.muster.core.shape.Field;
import dev.muster.core.spec.SpecShape;
import dev.muster.core.state.NodeState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Help is there for everything, fits 80 columns and says what is true. */
class HelpTest {
    @TempDir
    Path folder;

    private String said(String... words) {
        Typed typed = Typed.below(folder);
        assertThat(typed.run(words)).as(typed.err()).isZero();
        return typed.out();
    }

    @Test
    void theListOfCommandsIsThatOfTheGoldenFile() throws IOException {
        try (var golden = HelpTest.class.getResourceAsStream("/golden/help.txt")) {
            assertThat(golden).isNotNull();
            assertThat(said("help"))
                    .as("if this is meant: muster help > cli/src/test/resources/golden/help.txt")
                    .isEqualTo(new String(golden.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @TestFactory
    Stream<DynamicTest> everyCommandHasHelpWithAnExampleThatFits() {
        return Commands.names().stream()
                .map(name -> dynamicTest(name, () -> {
                    String help = said(name, "--help");
                    assertThat(help).contains("muster " + name).containsPattern("example.*: +muster " + name);
                    assertThat(help.lines()
                                    .filter(line -> !line.startsWith("example"))
                                    .toList())
                            .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80));
                    if (!Overview.TOPICS.contains(name)) {
                        assertThat(said("help", name)).isEqualTo(help);
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> everyTopicHasAPageThatFits() {
        return Overview.TOPICS.stream()
                .map(topic -> dynamicTest(
                        topic,
                        () -> assertThat(said("help", topic).lines().toList())
                                .hasSizeBetween(10, 45)
                                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80))));
    }

    @Test
    void thePagesTellAllStatesExitCodesAndKeys() {
        assertThat(said("help", "states"))
                .contains(Arrays.stream(NodeState.values())
                        .map(state -> "  " + state.text() + " ")
                        .toList());
        assertThat(said("help", "exit-codes"))
                .contains(Arrays.stream(Exit.values())
                        .map(exit -> "\n  " + exit.code() + "  ")
                        .toList());
        List<String> keys = SpecShape.SHAPE.fields().stream().map(Field::key).toList();
        assertThat(said("help", "spec"))
                .contains(keys.stream().map(key -> "\n  " + key + ":").toList());
    }

    @Test
    void askingACommandForTheVersionDoesNotRunIt() {
        assertThat(said("down", "--version")).isEqualTo("muster 1.2.3\n");
    }

    @Test
    void aloneItSaysWhatItIsAndWhatToDo() {
        assertThat(said()).contains("runs nodes of decentralised networks", "  init ", "Nothing is up. Try: muster up");
    }
}
