package dev.muster.core.fault;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The rows that the tests of one build wrote, and the page that must say the same. */
public final class FaultTable {
    /** Below each module's {@code target}. */
    static final String FOLDER = "faults";

    /** Rows that there are at least. */
    public static final int LEAST = 30;

    private static final String BEGIN = "<!-- faults: written by the build, see CONTRIBUTING.md -->\n";
    private static final String END = "<!-- end of faults -->\n";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private FaultTable() {}

    /** Which build this is: the time of its begin, the same in all modules. */
    static String build() {
        return System.getProperty("muster.build", "none");
    }

    /** Rows of this build, whichever module they come from. */
    public static List<FaultRow> ofThisBuild(Path root) throws IOException {
        List<FaultRow> rows = new ArrayList<>();
        try (Stream<Path> files = Files.find(root, 4, (path, _) -> isRow(root.relativize(path)))) {
            for (Path file : files.sorted().toList()) {
                rows.add(MAPPER.readValue(file.toFile(), FaultRow.class));
            }
        }
        return rows.stream()
                .filter(row -> row.build().equals(build()))
                .sorted(Comparator.comparing(FaultRow::area).thenComparing(FaultRow::fault))
                .toList();
    }

    private static boolean isRow(Path path) {
        return path.getNameCount() == 4
                && path.getName(1).endsWith("target")
                && path.getName(2).endsWith(FOLDER)
                && path.toString().endsWith(".json");
    }

    /** The rows as Markdown, a table for each area. */
    public static String text(List<FaultRow> rows) {
        StringBuilder text = new StringBuilder();
        rows.stream().map(FaultRow::area).distinct().forEach(area -> {
            text.append("### ").append(area).append("\n\n");
            text.append("| fault | how it is made | told | after (at most) | data before, after | well again after (at"
                    + " most) | test |\n|---|---|---|---|---|---|---|\n");
            rows.stream()
                    .filter(row -> row.area().equals(area))
                    .forEach(row -> text.append(row.line()).append('\n'));
            text.append('\n');
        });
        return text.toString();
    }

    /** The page with the rows in the place of those it has. */
    public static String into(String page, String rows) {
        int begin = page.indexOf(BEGIN) + BEGIN.length();
        return page.substring(0, begin) + "\n" + rows + page.substring(page.indexOf(END));
    }

    /** All that is wrong: too few, rows that are on one side only, and what each row tells of itself. */
    public static List<String> problems(List<FaultRow> rows, String page) {
        List<String> problems = new ArrayList<>();
        rows.forEach(row -> problems.addAll(row.problems()));
        long faults =
                rows.stream().map(row -> row.area() + row.fault()).distinct().count();
        if (faults < LEAST) {
            problems.add(faults + " faults were made in this build, at least " + LEAST + " are due");
        }
        if (faults < rows.size()) {
            problems.add("two tests write one row");
        }
        Set<String> written = bare(text(rows));
        Set<String> told = bare(page.substring(Math.max(0, page.indexOf(BEGIN)), page.indexOf(END)));
        without(told, written).forEach(row -> problems.add("in the page, and not written by this build: " + row));
        without(written, told).forEach(row -> problems.add("written by this build, and not in the page: " + row));
        return problems;
    }

    private static Set<String> without(Set<String> all, Set<String> some) {
        Set<String> rest = new HashSet<>(all);
        rest.removeAll(some);
        return rest;
    }

    /** Rows less what another run measures. */
    private static Set<String> bare(String text) {
        return text.lines()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| fault |"))
                .map(line -> line.replaceAll("\\d+\\.\\d s \\(", "(").replaceAll("`[0-9a-f]{12}`", ""))
                .collect(Collectors.toSet());
    }
}
