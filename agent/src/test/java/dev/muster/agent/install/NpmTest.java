package dev.muster.agent.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.agent.command.Command;
import dev.muster.agent.command.SystemCommands;
import dev.muster.agent.testing.Needs;
import dev.muster.core.blueprint.InstallMethod.Npm;
import dev.muster.core.value.Architecture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the real npm. */
class NpmTest {
    private static final Npm ANVIL =
            new Npm("@foundry-rs/anvil", "1.7.1", "node_modules/@foundry-rs/anvil-linux-{{arch}}/bin/anvil");

    @TempDir
    Path folder;

    private Bench bench;

    @BeforeEach
    void bench() {
        Needs.tool("npm");
        bench = new Bench(folder);
        bench.programs = Set.of("npm");
        bench.architecture = Architecture.kernel(System.getProperty("os.arch"));
        bench.runner = new SystemCommands();
    }

    @AfterEach
    void close() {
        if (bench != null) {
            bench.close();
        }
    }

    @Test
    void installsAnvilWithoutRunningItsScripts() {
        Installed installed = bench.install(ANVIL);
        assertThat(installed.version()).contains("1.7.1");
        assertThat(new SystemCommands()
                        .run(Command.of(installed.program(), "--version"))
                        .out())
                .contains("1.7.1");
        bench.programs = Set.of();
        assertThat(bench.install(ANVIL)).as("found again without npm").isEqualTo(installed);
    }

    @Test
    void runsNoScriptOfAPackage() throws IOException {
        Path evil = Files.createDirectory(folder.resolve("evil"));
        Files.writeString(evil.resolve("package.json"), """
                {"name": "evil", "version": "1.0.0", "bin": "evil.js",
                 "scripts": {"preinstall": "touch %1$s/ran", "install": "touch %1$s/ran", "postinstall": "touch %1$s/ran"}}
                """.formatted(folder));
        Files.writeString(evil.resolve("evil.js"), "#!/usr/bin/env node\n");
        evil.resolve("evil.js").toFile().setExecutable(true);
        // What follows the @ may be a folder: no registry is asked.
        bench.install(new Npm("evil", "file:" + evil, "node_modules/.bin/evil"));
        assertThat(folder.resolve("ran")).doesNotExist();
    }

    @Test
    void saysThatAVersionDoesNotExist() {
        assertThatThrownBy(() -> bench.install(new Npm("@foundry-rs/anvil", "0.0.0-never", "x")))
                .hasMessageContaining("@foundry-rs/anvil@0.0.0-never could not be installed: npm");
    }
}
