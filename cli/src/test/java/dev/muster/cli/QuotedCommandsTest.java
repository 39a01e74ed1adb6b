package dev.muster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No message sends a user to a command that is not there. Sabotage: write "muster shell" into an advice. */
class QuotedCommandsTest {
    private static final Pattern QUOTED = Pattern.compile("\"muster ([a-z_-]+)");
    private static final Path ROOT = Path.of(System.getProperty("muster.root", ".."));

    @Test
    void everyCommandNamedInAMessageIsThere() throws IOException {
        List<String> named = new ArrayList<>();
        for (String module : List.of("core", "agent", "local", "aws", "cli")) {
            named.addAll(commands(ROOT.resolve(module).resolve("src/main"), ".java"));
        }
        assertThat(named)
                .hasSizeGreaterThan(30)
                .allMatch(name -> name.equals("help") || Commands.find(name).isPresent());
        assertThat(commands(ROOT.resolve("blueprints"), ".yaml"))
                .allMatch(name -> Commands.find(name).isPresent());
    }

    private static List<String> commands(Path folder, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .flatMap(file -> QUOTED.matcher(text(file)).results())
                    .map(MatchResult::group)
                    .map(found -> found.substring(found.indexOf(' ') + 1))
                    .toList();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
