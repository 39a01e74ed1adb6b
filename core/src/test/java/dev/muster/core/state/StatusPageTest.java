package dev.muster.core.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The page for people says what the code does. */
class StatusPageTest {
    private static final Path PAGE = Path.of(System.getProperty("muster.root", "."), "docs", "status.md");

    @Test
    void theTableIsTheRules() throws IOException {
        List<String> rows = Files.readString(PAGE)
                .lines()
                .dropWhile(line -> !line.startsWith("| rule |"))
                .takeWhile(line -> line.startsWith("|"))
                .skip(2)
                .toList();
        assertThat(rows)
                .containsExactlyElementsOf(
                        Rules.ALL.stream().map(StatusPageTest::row).toList());
    }

    @Test
    void theBoundsAreTheConstants() throws IOException {
        assertThat(Files.readString(PAGE))
                .contains(Health.BAD + " bad probes")
                .contains(Health.GOOD + " good ones")
                .contains(Health.SILENCE.toSeconds() + " s without an answer")
                .contains(Health.HOLD.toSeconds() + " s between two changes")
                .contains(Progress.ROLLBACK + " blocks");
    }

    @Test
    void everyStateIsExplained() throws IOException {
        String page = Files.readString(PAGE);
        for (NodeState state : NodeState.values()) {
            assertThat(page).contains("| `" + state.text() + "` |");
        }
    }

    private static String row(Rule rule) {
        return "| `%s` | `%s` | %s | %s | %s |"
                .formatted(rule.name(), rule.state().text(), rule.when(), rule.after(), vote(rule.vote()));
    }

    private static String vote(Health.Vote vote) {
        return switch (vote) {
            case GOOD -> "good";
            case BAD -> "bad";
            case KEEP -> "as it was, or bad";
            case GONE -> "out at once";
            case NONE -> "";
        };
    }
}
