package dev.muster.core.spec;

import dev.muster.core.Repository;
import dev.muster.core.WrongTable;
import dev.muster.core.blueprint.Libraries;
import dev.muster.core.problem.InvalidFileException;
import dev.muster.core.shape.ShapeCheck;
import dev.muster.core.yaml.Yaml;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a user is told of each mistake in {@code muster.yaml}: the words are the table's, to the letter. */
class WrongSpecsTest {
    private static final WrongTable TABLE = WrongTable.read("core/src/test/wrong/specs.txt");

    @Test
    void eachMistakeIsToldInTheseWords() {
        TABLE.check(WrongSpecsTest::messages);
    }

    @Test
    void eachRuleHasARow() {
        TABLE.covers(Stream.of(
                        Yaml.IDS,
                        ShapeCheck.ids("spec"),
                        List.of(SpecReader.UNKNOWN_BLUEPRINT),
                        SpecRules.IDS,
                        NameRules.IDS,
                        DatasetRules.IDS)
                .flatMap(List::stream)
                .toList());
    }

    private static String messages(String text) {
        var library = Libraries.folder(Repository.root().resolve("core/src/test/blueprints"));
        try {
            SpecReader.read("muster.yaml", text, library, UnaryOperator.identity());
            return "nothing";
        } catch (InvalidFileException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
