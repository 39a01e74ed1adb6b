package dev.muster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What shells offer comes from the table of commands and from what is up. */
class CompletionTest {
    @TempDir
    Path folder;

    private Typed typed = Typed.below(Path.of("."));

    @BeforeEach
    void twoDeployments() throws IOException {
        typed = Typed.below(folder);
        for (String name : List.of("lite", "big")) {
            Path slot = Files.createDirectories(typed.state().resolve(name).resolve("1"));
            Files.writeString(slot.resolve("node.json"), "{}");
            Files.writeString(slot.resolveSibling("deployment.json"), "{}");
        }
    }

    private List<String> offered(String... words) {
        String[] line = new String[words.length + 2];
        line[0] = "__complete";
        line[1] = "--";
        System.arraycopy(words, 0, line, 2, words.length);
        assertThat(typed.run(line)).as(typed.err()).isZero();
        return typed.out().lines().toList();
    }

    @Test
    void commandsOptionsNamesAndWordsAreOffered() {
        assertThat(offered("st")).containsExactly("status", "stop", "start");
        assertThat(offered("status", "")).containsExactly("big", "big/1", "lite", "lite/1");
        assertThat(offered("status", "--w")).containsExactly("--watch");
        assertThat(offered("logs", "--source", "")).containsExactly("node", "agent", "boot");
        assertThat(offered("logs", "-n", "3", "li")).containsExactly("lite", "lite/1");
        assertThat(offered("init", "lite")).containsExactly("litecoin");
        assertThat(offered("up", "b")).containsExactly(":files", "big");
        assertThat(offered("help", "exit")).containsExactly("exit-codes");
        assertThat(offered("nonsense", "x")).isEmpty();
    }

    @Test
    void everyShellGetsAScriptAndOthersAreRefused() {
        for (String shell : List.of("bash", "zsh", "fish")) {
            assertThat(typed.run("completion", shell)).isZero();
            assertThat(typed.out()).contains("__complete");
        }
        assertThat(typed.run("completion", "tcsh")).isEqualTo(2);
    }

    /** A real bash, with a program in Muster's place that answers as it would. */
    @Test
    void bashCompletesTheWordAtTheCursor() throws Exception {
        typed.run("completion", "bash");
        Files.writeString(folder.resolve("completion"), typed.out());
        Path program = folder.resolve("muster");
        Files.writeString(program, """
            #!/bin/sh
            shift 2
            [ "$*" = st ] && printf 'status\\nstop\\nstart\\n'
            [ "$*" = 'up ' ] && printf ':files\\nlite\\n'
            exit 0
            """);
        assertThat(program.toFile().setExecutable(true)).isTrue();
        assertThat(bash("COMP_WORDS=(./muster st) COMP_CWORD=1")).containsExactly("status", "stop", "start");
        assertThat(bash("COMP_WORDS=(./muster up '') COMP_CWORD=2")).contains("completion", "lite");
    }

    private List<String> bash(String line) throws Exception {
        Process bash = new ProcessBuilder(
                        "bash", "-c", ". ./completion; " + line + "; _muster; printf '%s\\n' \"${COMPREPLY[@]}\"")
                .directory(folder.toFile())
                .start();
        String out = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(bash.waitFor())
                .as(new String(bash.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
                .isZero();
        return out.lines().toList();
    }
}
