package dev.muster.core.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the table of faults must not let pass. */
class FaultTableTest {
    private static final String PAGE = """
            # Faults
            <!-- faults: written by the build, see CONTRIBUTING.md -->
            <!-- end of faults -->
            more
            """;

    private final List<FaultRow> rows = new ArrayList<>(
            IntStream.rangeClosed(1, 30).mapToObj(i -> row("fault " + i, 1.5)).toList());

    private static FaultRow row(String fault, double toldAfter) {
        return row(fault, toldAfter, "0123456789abcdef", 2);
    }

    private static FaultRow row(String fault, double toldAfter, String after, double recovered) {
        return new FaultRow(
                "disk",
                fault,
                "by hand",
                "`failed`: why",
                toldAfter,
                10,
                "chain",
                "0123456789abcdef",
                after,
                recovered,
                20,
                "FaultTableTest.x",
                "now");
    }

    private List<String> problems() {
        String page = FaultTable.into(PAGE, FaultTable.text(rows));
        assertThat(page).startsWith("# Faults\n").endsWith("<!-- end of faults -->\nmore\n");
        return FaultTable.problems(rows, page);
    }

    @Test
    void whatIsAsThePageSaysIsRight() {
        assertThat(problems()).isEmpty();
        assertThat(FaultTable.text(rows))
                .contains("| fault 1 | by hand | `failed`: why | 1.5 s (10) | chain: `456789abcdef`, `456789abcdef` |"
                        + " 2.0 s (20) | `FaultTableTest.x` |\n");
    }

    @Test
    void anotherRunMeasuresOtherSecondsAndHashes() {
        String page = FaultTable.into(PAGE, FaultTable.text(rows));
        List<FaultRow> again = rows.stream()
                .map(row -> new FaultRow(
                        row.area(),
                        row.fault(),
                        row.how(),
                        row.told(),
                        9.9,
                        row.toldWithin(),
                        row.data(),
                        "fedcba9876543210",
                        "fedcba9876543210",
                        19.9,
                        row.recoverWithin(),
                        row.test(),
                        "later"))
                .toList();
        assertThat(FaultTable.problems(again, page)).isEmpty();
    }

    @Test
    void tooFewAreSaid() {
        rows.removeLast();
        assertThat(problems()).containsExactly("29 faults were made in this build, at least 30 are due");
    }

    @Test
    void aRowThatWasNotWrittenIsNamed() {
        String page = FaultTable.into(PAGE, FaultTable.text(rows));
        rows.set(3, row("another", 1));
        assertThat(FaultTable.problems(rows, page))
                .hasSize(2)
                .anyMatch(problem -> problem.startsWith("in the page, and not written by this build: | fault 4 |"))
                .anyMatch(problem -> problem.startsWith("written by this build, and not in the page: | another |"));
    }

    @Test
    void aBoundThatWasChangedIsNamed() {
        String page = FaultTable.into(PAGE, FaultTable.text(rows)).replaceFirst("\\(10\\)", "(11)");
        assertThat(FaultTable.problems(rows, page)).hasSize(2);
    }

    @Test
    void whatTookTooLongOrLostDataIsSaid() {
        rows.set(0, row("late", 10.1));
        rows.set(1, row("slow", 1, "0123456789abcdef", 20.1));
        rows.set(2, row("lossy", 1, "0123456789abcde0", 2));
        assertThat(problems())
                .containsExactly(
                        "late: told after 10.1 s, bound 10 s",
                        "slow: well again after 20.1 s, bound 20 s",
                        "lossy: chain changed from 0123456789abcdef to 0123456789abcde0");
    }

    @Test
    void oneRowOfTwoTestsIsRefused() {
        rows.set(0, rows.get(1));
        rows.add(row("one more", 1));
        assertThat(problems()).containsExactly("two tests write one row");
    }
}
