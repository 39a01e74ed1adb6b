package dev.muster.cli.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.agent.files.Json;
import dev.muster.cli.render.ProgressOutput.Form;
import dev.muster.cli.world.Console;
import dev.muster.core.progress.Progress;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The same work as lines for logs, as JSON, and drawn on a screen. */
class ProgressTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private Instant now = Instant.parse("2026-11-22T12:00:00Z");

    private Console console() {
        PrintStream err = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        return new Console(new PrintStream(new ByteArrayOutputStream()), err, true, false, 80);
    }

    private String said() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private void tenMinutesOfSync(Form form) {
        try (ProgressOutput output = ProgressOutput.of(form, console(), () -> now)) {
            Progress root = Progress.root(output, () -> now, "lite");
            root.start("install", "install the software").done("installed");
            Progress sync = root.start("sync", "wait for lite/1");
            for (int second = 0; second < 600; second++) {
                now = now.plusSeconds(1);
                sync.advance("syncing, height " + second, second / 600.0);
            }
            sync.done("in-sync");
        }
    }

    @Test
    void plainIsALineForEachPhaseAndElseOneInThirtySeconds() {
        tenMinutesOfSync(Form.PLAIN);
        List<String> lines = said().lines().toList();
        assertThat(lines.stream().filter(line -> line.contains("height"))).hasSizeBetween(19, 21);
        assertThat(lines.stream().filter(line -> !line.contains("height")).map(line -> line.substring(9)))
                .containsExactly(".. install the software", "ok installed", ".. wait for lite/1", "ok in-sync");
        assertThat(said()).doesNotContain("\u001b");
    }

    @Test
    void jsonIsAnObjectALine() throws Exception {
        tenMinutesOfSync(Form.JSON);
        List<String> lines = said().lines().toList();
        assertThat(lines)
                .hasSize(604)
                .allSatisfy(
                        line -> assertThat(Json.tree(line).path("path").size()).isEqualTo(2));
        assertThat(Json.tree(lines.getLast()).path("event").asText()).isEqualTo("done");
    }

    @Test
    void liveLeavesOnlyWhatIsDone() {
        tenMinutesOfSync(Form.LIVE);
        assertThat(Screen.of(80, said()).lines()).containsExactly(" ✓ installed", " ✓ in-sync");
    }

    @Test
    void liveDrawsWhatGoesOnInPlaceAndCutsWhatIsTooLong() {
        try (ProgressOutput output = ProgressOutput.of(Form.LIVE, console(), () -> now)) {
            Progress root = Progress.root(output, () -> now, "lite");
            Progress first = root.start("a", "first");
            Progress second = root.start("b", "second");
            first.advance("x".repeat(200), null);
            second.advance("half", 0.5);
            first.advance("y".repeat(200), null);
            second.fail("no room");
            assertThat(Screen.of(80, said()).lines())
                    .containsExactly(" ✗ no room", " • first: " + "y".repeat(68) + "…");
        }
        assertThat(Screen.of(80, said()).lines()).containsExactly(" ✗ no room");
    }

    @Test
    void withoutATerminalItIsPlain() {
        Console pipe = new Console(System.out, new PrintStream(bytes, true, StandardCharsets.UTF_8), false, false, 80);
        try (ProgressOutput output = ProgressOutput.of(Form.AUTO, pipe, () -> now)) {
            Progress.root(output, () -> now, "lite").note("hello");
        }
        assertThat(said()).endsWith("-- hello\n").doesNotContain("\u001b");
    }
}
