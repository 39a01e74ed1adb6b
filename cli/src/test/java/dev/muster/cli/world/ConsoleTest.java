package dev.muster.cli.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConsoleTest {
    @ParameterizedTest
    @CsvSource({
        // at a terminal, TERM, NO_COLOR, CI; drawn on, colours
        "true,  xterm, '',  '',   true,  true",
        "true,  xterm, '1', '',   true,  false",
        "true,  dumb,  '',  '',   false, false",
        "true,  '',    '',  '',   false, false",
        "true,  xterm, '',  true, false, false",
        "false, xterm, '',  '',   false, false"
    })
    void onlyATerminalThatCanIsDrawnOnAndNobodyIsForcedToColours(
            boolean typing, String term, String noColor, String ci, boolean drawn, boolean colour) {
        Map<String, String> environment = new java.util.HashMap<>(Map.of("NO_COLOR", noColor));
        if (!term.isEmpty()) {
            environment.put("TERM", term);
        }
        if (!ci.isEmpty()) {
            environment.put("CI", ci);
        }
        Console console = Console.of(environment, typing);
        assertThat(console.terminal()).isEqualTo(drawn);
        assertThat(console.colour()).isEqualTo(colour);
        assertThat(console.paint(Console.Colour.BAD, "x").contains("\u001b")).isEqualTo(colour);
    }

    @ParameterizedTest
    @CsvSource({"100, 100", "many, 80", "9, 40", "1000, 200", "'', 80"})
    void columnsAreWhatTheEnvironmentSaysWithinReason(String columns, int width) {
        assertThat(Console.of(Map.of("COLUMNS", columns), true).width()).isEqualTo(width);
    }
}
