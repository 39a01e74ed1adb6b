package dev.muster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.core.Repository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each exit code, reached by what it is for; every error says what to do. */
class ExitCodesTest {
    @TempDir
    Path folder;

    private static final String EXAMPLE =
            Repository.root().resolve("examples/litecoin-regtest.yaml").toString();

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
    void oneWithTheReasonForAFolderThatIsAFile() throws Exception {
        Files.createDirectories(typed.state().getParent());
        Files.writeString(typed.state(), "");
        assertThat(typed.run("status")).isEqualTo(1);
        assertThat(typed.err()).contains(typed.state() + ": not directory");
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
    void twoForATargetThatIsNone() {
        for (String command : List.of("plan", "up", "check", "validate")) {
            assertThat(typed.run(command, EXAMPLE, "--target", "azure")).isEqualTo(2);
            assertThat(typed.err()).contains("there is no target \"azure\"", "known: local, aws");
        }
        assertThat(typed.run("plan", EXAMPLE, "--target", "AWS")).isEqualTo(2);
        assertThat(typed.err()).contains("did you mean \"aws\"?");
    }

    @Test
    void twoForARegionOnThisMachine() {
        assertThat(typed.run("plan", EXAMPLE, "--region", "eu-central-1")).isEqualTo(2);
        assertThat(typed.err()).contains("--region is for AWS", "write --target aws");
    }

    @Test
    void twoForAFileThatIsNoText() throws Exception {
        Path file = Files.write(folder.resolve("bin.yaml"), new byte[] {'a', (byte) 0xff, (byte) 0xfe});
        assertThat(typed.run("validate", file.toString())).isEqualTo(2);
        assertThat(typed.err()).contains(file + " is not UTF-8 text");
    }

    @Test
    void twoForANameBesideAll() {
        assertThat(typed.run("down", "--all", "lite")).isEqualTo(2);
        assertThat(typed.err()).contains("--all takes away more than lite");
    }

    @Test
    void twoForAFileInAFolderThatIsNotThere() {
        Path file = folder.resolve("no").resolve("x.yaml");
        assertThat(typed.run("init", "litecoin", "--network", "regtest", "-o", file.toString()))
                .isEqualTo(2);
        assertThat(typed.err()).contains("there is no folder " + file.getParent());
        assertThat(file.getParent()).doesNotExist();
    }

    @Test
    void twoForANewSpecOfARegionThatIsNone() {
        Path file = folder.resolve("x.yaml");
        assertThat(typed.run(
                        "init",
                        "litecoin",
                        "--network",
                        "regtest",
                        "--target",
                        "aws",
                        "--region",
                        "us-eas-1",
                        "-o",
                        file.toString()))
                .isEqualTo(2);
        assertThat(typed.err()).contains("us-east-1");
        assertThat(file).doesNotExist();
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
    void fiveWithAllSecretsThatAreMissing() {
        String miner = Repository.root().resolve("examples/stacks-miner.yaml").toString();
        assertThat(typed.run("up", miner, "--target", "local", "--no-wait")).isEqualTo(5);
        assertThat(typed.err())
                .contains(
                        "the secret \"signer-key\" is to come from env",
                        "the secret \"miner-seed\" is to come from env");
        assertThat(typed.state()).doesNotExist();
        assertThat(typed.run("plan", miner, "--target", "local")).isZero();
        assertThat(typed.out() + typed.err()).contains("the secret \"miner-seed\" is to come");
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
