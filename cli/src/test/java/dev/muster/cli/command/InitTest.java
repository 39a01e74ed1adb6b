package dev.muster.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.muster.cli.Typed;
import dev.muster.core.blueprint.Blueprint;
import dev.muster.core.blueprint.BlueprintReader;
import dev.muster.core.blueprint.Libraries;
import dev.muster.core.blueprint.Network;
import dev.muster.core.blueprint.Role;
import dev.muster.core.blueprint.Setting;
import dev.muster.core.problem.Problems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** A spec to begin with: right at once, and every knob in sight. */
class InitTest {
    @TempDir
    Path folder;

    @TestFactory
    List<DynamicTest> everyBlueprintNetworkAndRoleGivesARightSpec() {
        List<DynamicTest> tests = new ArrayList<>();
        for (Blueprint blueprint : bundled()) {
            for (Network network : blueprint.networks().values()) {
                for (Role role : blueprint.roles().values()) {
                    if (role.networks().isEmpty() || role.networks().contains(network.name())) {
                        String name = blueprint.name() + " " + network.name() + " " + role.name();
                        tests.add(dynamicTest(name, () -> right(blueprint, network, role)));
                    }
                }
            }
        }
        return tests;
    }

    private void right(Blueprint blueprint, Network network, Role role) throws Exception {
        Path file = folder.resolve(blueprint.name() + "-" + network.name() + "-" + role.name() + ".yaml");
        List<String> words = new ArrayList<>(List.of("init", blueprint.name().text()));
        words.addAll(List.of("--network", network.name(), "--role", role.name(), "-o", file.toString()));
        for (String name : role.requires()) {
            Setting setting = blueprint.settings().get(name);
            if (setting != null && setting.defaultValue().isEmpty()) {
                words.addAll(List.of("--set", name + "=" + sample(setting)));
            }
        }
        Typed typed = Typed.below(folder);
        assertThat(typed.run(words.toArray(String[]::new))).as(typed.err()).isZero();
        assertThat(typed.run("validate", file.toString())).as(typed.err()).isZero();
        assertThat(Files.readString(file))
                .contains(blueprint.settings().values().stream()
                        .map(setting -> "# " + setting.name() + ": " + setting.help())
                        .toList());
    }

    private static String sample(Setting setting) {
        return switch (setting.type()) {
            case TEXT, LIST -> "word";
            case BOOL -> "true";
            case INTEGER -> setting.min().orElse("1");
            case SIZE -> setting.min().orElse("1 GB");
            case DURATION -> "1h";
            case PORT -> "9000";
            case CIDR -> "10.0.0.0/8";
            case CHOICE -> setting.choices().getFirst();
        };
    }

    private static List<Blueprint> bundled() {
        var library = Libraries.bundled(InitTest.class.getClassLoader());
        return library.names().stream()
                .map(name -> BlueprintReader.read(library.find(name).orElseThrow(), new Problems())
                        .orElseThrow())
                .toList();
    }

    @Test
    void whatIsSetStandsThereAndTheRestIsAComment() {
        Typed typed = Typed.below(folder);
        typed.run(
                "init",
                "litecoin",
                "--network",
                "mainnet",
                "--set",
                "prune=10 GB",
                "--set",
                "connect=a:1,b:2",
                "--nodes",
                "3",
                "--name",
                "lite",
                "-o",
                "-");
        assertThat(typed.out())
                .contains("name: lite\n", "nodes: 3\n", "  prune: 10 GB\n", "  connect: [\"a:1\", \"b:2\"]\n")
                .contains("  # txindex: false\n");
    }

    @Test
    void onATerminalItAsksForWhatIsMissing() throws Exception {
        Path file = folder.resolve("asked.yaml");
        Typed typed = Typed.onTerminal(folder, "regtest", "", "");
        assertThat(typed.run("init", "litecoin", "-o", file.toString()))
                .as(typed.err())
                .isZero();
        assertThat(typed.err()).contains("network (mainnet, testnet, regtest):");
        assertThat(Files.readString(file)).contains("network: regtest\n", "produce: 5s\n");
    }

    @Test
    void withoutATerminalWhatIsMissingIsSaidAndNothingWritten() {
        Path file = folder.resolve("none.yaml");
        Typed typed = Typed.below(folder);
        assertThat(typed.run("init", "litecoin", "-o", file.toString())).isEqualTo(2);
        assertThat(typed.err()).contains("say which network: mainnet, testnet, regtest", "--network mainnet");
        assertThat(file).doesNotExist();
    }

    @Test
    void aFileThatIsThereStays() throws Exception {
        Path file = Files.writeString(folder.resolve("mine.yaml"), "mine\n");
        Typed typed = Typed.below(folder);
        assertThat(typed.run("init", "litecoin", "--network", "regtest", "-o", file.toString()))
                .isEqualTo(3);
        assertThat(file).hasContent("mine\n");
        assertThat(typed.run("init", "litecoin", "--network", "regtest", "-o", file.toString(), "--yes"))
                .isZero();
        assertThat(Files.readString(file)).contains("blueprint: litecoin");
    }

    @Test
    void wrongWordsAreSuggestedRight() {
        Typed typed = Typed.below(folder);
        assertThat(typed.run("init", "litecoin", "--network", "regtst", "-o", "-"))
                .isEqualTo(2);
        assertThat(typed.err()).contains("did you mean \"regtest\"?");
        assertThat(typed.run("init", "litecoin", "--network", "regtest", "--set", "prone=1 GB", "-o", "-"))
                .isEqualTo(2);
        assertThat(typed.err()).contains("did you mean \"prune\"?");
        assertThat(typed.run("init", "litecoin", "--network", "regtest", "--set", "prune=1 MB", "-o", "-"))
                .isEqualTo(2);
        assertThat(typed.err()).contains("setting prune: ");
    }
}
