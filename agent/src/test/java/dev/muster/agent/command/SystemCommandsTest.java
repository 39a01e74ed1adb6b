package dev.muster.agent.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class SystemCommandsTest {
    private final SystemCommands commands = new SystemCommands();

    private static Command sh(String script) {
        return Command.of("sh", "-c", script);
    }

    @Test
    void keepsBothOutputsApart() {
        Outcome outcome = commands.run(sh("echo out; echo err >&2; exit 3"));
        assertThat(outcome).isEqualTo(new Outcome(3, "out\n", "err\n"));
        assertThat(outcome.failure()).isEqualTo("exit code 3: err");
    }

    @Test
    void aMissingProgramIsAnOutcome() {
        assertThat(commands.run(Command.of("/no/such/program")).exit()).isEqualTo(127);
    }

    @Test
    @Timeout(20)
    void endsWhatTakesTooLongAndItsChildren() {
        Outcome outcome = commands.run(sh("echo begun; sleep 300 & sleep 300").within(Duration.ofMillis(300)));
        assertThat(outcome.exit()).isEqualTo(124);
        assertThat(outcome.out()).isEqualTo("begun\n");
        assertThat(outcome.failure()).contains("took longer than");
    }

    @Test
    @Timeout(20)
    void doesNotWaitForWhatIsLeftInTheBackground() {
        Outcome outcome = commands.run(sh("sleep 2 & echo done"));
        assertThat(outcome.out()).isEqualTo("done\n");
    }

    @Test
    void speaksOneLanguageAndPassesVariablesOn() {
        assertThat(commands.run(sh("echo $LC_ALL $X").with(Map.of("X", "y"))).out())
                .isEqualTo("C y\n");
    }

    @Test
    void aLogGetsBothOutputsAndTheOutcomeItsOwnPart(@TempDir Path folder) {
        Path log = folder.resolve("apt.log");
        commands.run(sh("echo first").loggedTo(log));
        Outcome outcome = commands.run(sh("echo second; echo third >&2; exit 1").loggedTo(log));
        assertThat(outcome.out()).isEqualTo("second\nthird\n");
        assertThat(outcome.lastLines(1)).containsExactly("third");
        assertThat(log).hasContent("first\nsecond\nthird\n");
    }
}
