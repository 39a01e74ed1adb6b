package dev.muster.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.cli.Typed;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who writes a blueprint hears everything that is wrong with it at once. */
class BlueprintCheckTest {
    @TempDir
    Path folder;

    @Test
    void thoseThatComeWithTheProgramAreRight() {
        Typed typed = Typed.below(folder);
        assertThat(typed.run("blueprint", "check", "../blueprints/litecoin"))
                .as(typed.err())
                .isZero();
        assertThat(typed.out()).isEqualTo("blueprint litecoin is right\n");
    }

    @Test
    void allProblemsComeAtOnceWithFileAndLine() throws Exception {
        Path own = Files.createDirectories(folder.resolve("mine"));
        Files.writeString(own.resolve("blueprint.yaml"), "blueprint: 1\nname: mine\ntitel: Mine\nnetworks: 3\n");
        Typed typed = Typed.below(folder);
        assertThat(typed.run("blueprint", "check", own.toString())).isEqualTo(2);
        assertThat(typed.err())
                .contains(own + "/blueprint.yaml:3:1", "did you mean \"title\"?")
                .contains(own + "/blueprint.yaml:4:")
                .contains("README.md");
        assertThat(typed.run("blueprint", "check", own.toString(), "--json")).isEqualTo(2);
        assertThat(typed.out()).contains("\"valid\" : false", "blueprint.readme");
    }

    @Test
    void aFolderWithoutABlueprintIsNamed() {
        Typed typed = Typed.below(folder);
        assertThat(typed.run("blueprint", "check", folder.toString())).isEqualTo(2);
        assertThat(typed.err()).contains("has no blueprint.yaml");
    }
}
