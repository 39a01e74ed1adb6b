package dev.muster.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * A table of wrong input and what is said of it: rows of {@code ### rule}, the input, {@code >>>} and the exact messages,
 * one a line.
 */
public record WrongTable(String file, List<Row> rows) {
    private static final Pattern BEGIN = Pattern.compile("(?m)^### ");

    /** One mistake. */
    public record Row(String rule, String input, String messages) {}

    /** Reads the table below the project's folder. */
    public static WrongTable read(String file) {
        try {
            String text = Files.readString(Repository.root().resolve(file));
            List<Row> rows = BEGIN.splitAsStream(text)
                    .filter(row -> !row.isBlank())
                    .map(WrongTable::row)
                    .toList();
            return new WrongTable(file, rows);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Row row(String text) {
        int first = text.indexOf('\n');
        int arrow = text.indexOf("\n>>>\n", first - 1);
        return new Row(
                text.substring(0, first).strip(),
                text.substring(first + 1, arrow + 1),
                text.substring(arrow + 5).strip());
    }

    /** Compares all rows with what is said now. */
    public void check(UnaryOperator<String> messages) {
        StringBuilder now = new StringBuilder();
        for (Row row : rows) {
            now.append("### ")
                    .append(row.rule())
                    .append('\n')
                    .append(row.input())
                    .append(">>>\n");
            now.append(messages.apply(row.input())).append("\n\n");
        }
        Golden.check(file, now.toString());
    }

    /** Each of the rules has a row in whose messages it is, and each row is of one of the rules. */
    public void covers(List<String> rules) {
        assertThat(rows).allSatisfy(row -> assertThat(row.messages()).contains("[" + row.rule() + "]"));
        assertThat(rows.stream().map(Row::rule).distinct()).containsExactlyInAnyOrderElementsOf(rules);
    }
}
