package dev.muster.cli.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.cli.world.Console;
import dev.muster.core.plan.Change;
import dev.muster.core.plan.Change.Action;
import dev.muster.core.plan.Cost;
import dev.muster.core.plan.Finding;
import dev.muster.core.plan.Finding.Severity;
import dev.muster.core.plan.Plan;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PlanTextTest {
    private static final Finding WARNING = finding(Severity.WARNING, "w");

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    @Test
    void whatStaysIsCounted() {
        print(false, false, plan(List.of(change(Action.CHANGE, "a"), kept("b"), kept("c")), List.of()));
        assertThat(lines()).containsExactly("~ change   node     a", "  keep     2 as they are");
    }

    @Test
    void aPlanThatKeepsAllSaysSoInALine() {
        print(false, false, plan(List.of(kept("b"), kept("c")), List.of()));
        assertThat(lines()).containsExactly("Nothing to change; 2 as they are.");
    }

    @Test
    void manyFindingsForInformationAreCountedAndWarningsNever() {
        List<Finding> findings = Stream.concat(
                        Stream.of(WARNING), IntStream.range(0, 4).mapToObj(i -> finding(Severity.INFO, "i" + i)))
                .toList();
        print(false, false, plan(List.of(change(Action.CREATE, "a")), findings));
        assertThat(lines())
                .containsExactly(
                        "+ create   node     a",
                        "warning: it is so; do this [w]",
                        "4 more for information: muster plan --all");
    }

    @Test
    void allShowsAll() {
        List<Finding> findings = Stream.concat(
                        IntStream.range(0, 4).mapToObj(i -> finding(Severity.INFO, "i" + i)), Stream.of(WARNING))
                .toList();
        print(true, false, plan(List.of(kept("a")), findings));
        assertThat(lines())
                .hasSize(7)
                .contains("  keep     node     a", "info: it is so; do this [i3]", "warning: it is so; do this [w]");
    }

    @Test
    void onATerminalLongFindingsAreBrokenBetweenWords() {
        String words = "word ".repeat(20).strip();
        print(false, true, plan(List.of(), List.of(new Finding("w", Severity.WARNING, "cost", words, ""))));
        assertThat(lines())
                .contains("warning: word word word word word word")
                .contains("    word word word word word word word")
                .allMatch(line -> line.length() <= 40);
    }

    private void print(boolean all, boolean terminal, Plan plan) {
        new PlanText(new Console(out, out, terminal, false, 40), all).print(plan);
    }

    private List<String> lines() {
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private static Plan plan(List<Change> changes, List<Finding> findings) {
        return new Plan(changes, Cost.NOTHING, findings);
    }

    private static Change kept(String name) {
        return change(Action.KEEP, name);
    }

    private static Change change(Action action, String name) {
        return new Change(action, "node", name, "");
    }

    private static Finding finding(Severity severity, String id) {
        return new Finding(id, severity, "cost", "it is so", "do this");
    }
}
