package dev.muster.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.core.fault.FaultRow;
import dev.muster.core.fault.FaultTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * The table of faults in {@code docs/reliability.md} is what this build saw, in all modules. Runs last; run alone it is
 * red, since nobody has made a fault. {@code MUSTER_GOLDEN=write} writes the page's table.
 *
 * <p>Sabotage that turns it red: see {@code FaultTableTest} in module core; a test of a fault that is left out.
 */
@Order(Integer.MAX_VALUE)
class ReliabilityTest {
    private static final Path PAGE = Muster.repository("docs/reliability.md");

    @Test
    void theFaultsOfThisBuildAreThoseOfThePage() throws IOException {
        List<FaultRow> rows = FaultTable.ofThisBuild(Muster.repository("."));
        String table = "Measured on " + LocalDate.now(ZoneOffset.UTC) + ", with "
                + Runtime.getRuntime().availableProcessors() + " cores.\n\n" + FaultTable.text(rows);
        Path written = Files.createDirectories(Path.of("target")).resolve("reliability.md");
        Files.writeString(written, table);
        if ("write".equals(System.getenv("MUSTER_GOLDEN"))) {
            Files.writeString(PAGE, FaultTable.into(Files.readString(PAGE), table));
        }
        List<String> problems = FaultTable.problems(rows, Files.readString(PAGE));
        problems.stream().filter(ReliabilityTest::beyond).forEach(System.out::println);
        assertThat(problems.stream().filter(problem -> !beyond(problem)))
                .as("faults made in this build against docs/reliability.md; the whole build makes them: ./mvnw verify;"
                        + " if the new table is right, MUSTER_GOLDEN=write writes it")
                .isEmpty();
    }

    /** A fault more than the page tells of is told here, and is no failure: the page promises what it has. */
    private static boolean beyond(String problem) {
        return problem.startsWith("written by this build, and not in the page");
    }
}
