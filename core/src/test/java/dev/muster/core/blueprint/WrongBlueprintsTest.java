package dev.muster.core.blueprint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.core.Repository;
import dev.muster.core.WrongTable;
import dev.muster.core.node.BlueprintLint;
import dev.muster.core.problem.Problem;
import dev.muster.core.shape.ShapeCheck;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What the linter says of each mistake in a blueprint: the words are the table's, to the letter. A row's input is
 * changes of the blueprint {@code demo}: lines with {@code -} are replaced by those with {@code +} that follow; a line
 * {@code @ path} names another file; {@code @ -path} takes one away.
 */
class WrongBlueprintsTest {
    private static final WrongTable TABLE = WrongTable.read("core/src/test/wrong/blueprints.txt");
    private static final Map<String, String> DEMO = demo();

    @Test
    void theBlueprintWithoutMistakesIsRight() {
        assertThat(BlueprintLint.check(BlueprintFolder.of("demo", DEMO))).isEmpty();
    }

    @Test
    void eachMistakeIsToldInTheseWords() {
        TABLE.check(input -> BlueprintLint.check(BlueprintFolder.of("demo", changed(input))).stream()
                .map(Problem::toString)
                .collect(Collectors.joining("\n")));
    }

    @Test
    void eachRuleHasARow() {
        TABLE.covers(Stream.of(ShapeCheck.ids("blueprint"), BlueprintRules.IDS, BlueprintLint.IDS)
                .flatMap(List::stream)
                .toList());
    }

    private static Map<String, String> changed(String input) {
        Map<String, String> files = new TreeMap<>(DEMO);
        String file = "demo/blueprint.yaml";
        StringBuilder old = new StringBuilder();
        StringBuilder fresh = new StringBuilder();
        for (String line : (input + "@ end").lines().toList()) {
            boolean next = line.startsWith("@ ") || (line.startsWith("-") && !fresh.isEmpty());
            if (next) {
                replace(files, file, old, fresh);
            }
            if (line.startsWith("@ -")) {
                files.remove("demo/" + line.substring(3));
            } else if (line.startsWith("@ ")) {
                file = "demo/" + line.substring(2);
            } else {
                (line.startsWith("-") ? old : fresh).append(line.substring(1)).append('\n');
            }
        }
        return files;
    }

    private static void replace(Map<String, String> files, String file, StringBuilder old, StringBuilder fresh) {
        if (old.isEmpty() && fresh.isEmpty()) {
            return;
        }
        String text = files.getOrDefault(file, "");
        assertThat(text).contains(old);
        files.put(file, old.isEmpty() ? text + fresh : text.replace(old, fresh));
        old.setLength(0);
        fresh.setLength(0);
    }

    private static Map<String, String> demo() {
        Path root = Repository.root().resolve("core/src/test/blueprints");
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(root)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(root.relativize(file).toString(), Files.readString(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }
}
