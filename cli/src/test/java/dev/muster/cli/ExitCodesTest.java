package dev.muster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each exit code, reached by what it is for; every error says what to do. */
class ExitCodesTest {
    @TempDir
    Path folder;

    private Typed typed = Typed.onTerminal(Path.of("."));

    @BeforeEach
    void type() {
        typed = Typed.below(folder);
    }

    private String spec(String text) throws Exception {
        return Files.writeString(folder.resolve("muster.yaml"), text).toString();
    }

    @Test
    void zeroIfItWorked() {
        assertThat(typed.run("status", "--json")).isZero();
        assertThat(typed.out()).contains("\"deployments\" : [ ]");
    }

    @Test
    void oneIfItWasTriedAndFailed() throws Exception {
        Path there = typed.state().resolve("ghost");
        Files.createDirectories(there);
        Files.writeString(
                there.resolve("deployment.json"),
                "{\"name\":\"ghost\",\"blueprint\":\"litecoin\",\"network\":\"regtest\",\"dev\":true,"
                        + "\"specFile\":\"x\",\"createdAt\":\"2026-11-22T12:00:00Z\"}");
        assertThat(typed.run("logs", "ghost")).isEqualTo(1);
        assertThat(typed.err()).contains("error: ghost has no nodes yet", "run \"muster up ghost\"");
    }

    @Test
    void twoForAnUnknownCommandWithASuggestion() {
        assertThat(typed.run("stauts")).isEqualTo(2);
        assertThat(typed.err()).contains("there is no command \"stauts\"; did you mean \"status\"?");
    }

    @Test
    void twoForAnUnknownOptionWithASuggestion() {
        assertThat(typed.run("status", "--jsn")).isEqualTo(2);
        assertThat(typed.err()).contains("there is no option \"--jsn\"; did you mean \"--json\"?", "status --help");
    }

    @Test
    void twoForAWrongSpecWithAllProblems() throws Exception {
        String spec = spec("muster: 1\nname: X\nblueprint: litecoin\nnetwork: moonnet\n");
        assertThat(typed.run("validate", spec)).isEqualTo(2);
        assertThat(typed.err()).contains(spec + ":2:", spec + ":4:", "2 problems; nothing was changed");
        assertThat(typed.state()).doesNotExist();
    }

    @Test
    void threeIfItNeedsAWord() throws Exception {
        String spec = spec("mine");
        assertThat(typed.run("init", "litecoin", "--network", "regtest", "-o", spec))
                .isEqualTo(3);
        assertThat(typed.err()).contains("--yes");
    }

    @Test
    void fourIfMusterHasAFaultAndATraceOnlyIfAsked() {
        Typed broken = typed.withClock(() -> {
            throw new IllegalStateException("no time");
        });
        assertThat(broken.run("support-bundle", "-o", folder + "/x.zip")).isEqualTo(4);
        assertThat(broken.err())
                .contains("Muster has a fault: ", "no time", "please report it, with ")
                .doesNotContain("\tat ");
        assertThat(broken.run("support-bundle", "-o", folder + "/x.zip", "--verbose"))
                .isEqualTo(4);
        assertThat(broken.err()).contains("\tat ");
    }

    @Test
    void fiveIfTheUserMustProvideSomething() throws Exception {
        String spec = spec("""
            muster: 1
            name: lite
            blueprint: litecoin
            network: regtest
            secrets: {rpc-password: {env: NOT_SET_ANYWHERE}}
            """);
        assertThat(typed.run("up", spec, "--no-wait")).as(typed.err()).isEqualTo(5);
        assertThat(typed.err()).contains("rpc-password", "NOT_SET_ANYWHERE");
    }
}
