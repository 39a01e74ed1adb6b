package dev.muster.cli.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.agent.command.Outcome;
import dev.muster.agent.install.Machine;
import dev.muster.cli.Typed;
import dev.muster.cli.machine.Check.Verdict;
import dev.muster.local.StateFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the doctor says of machines that have, and lack, this and that. */
class DoctorTest {
    @TempDir
    Path folder;

    /** A machine with these programs, which answer these words; all others are not there. */
    private static Machine machine(long uid, Map<String, String> answers) {
        return new Machine(
                "x86_64",
                uid,
                name -> Optional.of(Path.of("/bin", name)).filter(path -> answers.containsKey(name)),
                command -> {
                    String name =
                            Path.of(command.argv().getFirst()).getFileName().toString();
                    String answer = answers.getOrDefault(name, "");
                    return new Outcome(answer.equals("refused") ? 1 : 0, answer + "\n", "");
                },
                Map.of(),
                path -> 0,
                Path.of("/"),
                Clock.systemUTC());
    }

    private static Map<String, Check> by(List<Check> checks) {
        return checks.stream().collect(Collectors.toMap(Check::id, Function.identity()));
    }

    @Test
    void aMachineThatHasEverythingIsWell() {
        Map<String, String> all = Map.of(
                "timedatectl", "yes", "apt-get", "", "docker", "29.1", "npm", "11.0", "setsid", "", "fallocate", "");
        assertThat(ToolChecks.of(machine(0, all))).allMatch(check -> check.verdict() == Verdict.OK);
    }

    @Test
    void aBareMachineGetsAdviceForEachThing() {
        List<Check> checks = ToolChecks.of(machine(1000, Map.of()));
        assertThat(checks).allSatisfy(check -> {
            assertThat(check.verdict()).isIn(Verdict.WARNING, Verdict.UNKNOWN);
            assertThat(check.advice()).isNotEmpty();
        });
        assertThat(by(checks).get("clock").verdict()).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void anEngineThatDoesNotAnswerIsNotOneThatIsMissing() {
        Map<String, Check> checks = by(ToolChecks.of(machine(0, Map.of("docker", "refused", "timedatectl", "no"))));
        assertThat(checks.get("method.container").message()).contains("its engine does not answer");
        assertThat(checks.get("clock").verdict()).isEqualTo(Verdict.WARNING);
    }

    @Test
    void withoutAFolderForDeploymentsOrOnAnotherSystemNothingCanBePutUp() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");
        StateFolder nowhere = new StateFolder(file.resolve("muster"), folder);
        assertThat(by(MachineChecks.of(nowhere, "Linux")).get("state").verdict())
                .isEqualTo(Verdict.IMPOSSIBLE);
        StateFolder here = new StateFolder(folder.resolve("muster"), folder);
        assertThat(by(MachineChecks.of(here, "Linux")).get("state").verdict()).isEqualTo(Verdict.OK);
        assertThat(by(MachineChecks.of(here, "Plan 9")).get("system").verdict()).isEqualTo(Verdict.IMPOSSIBLE);
    }

    @Test
    void theCommandTellsOfPortsAndLeavesNothing() throws Exception {
        Path spec = Files.writeString(
                folder.resolve("lite.yaml"), "muster: 1\nname: lite\nblueprint: litecoin\nnetwork: regtest\n");
        Typed typed = Typed.below(folder);
        assertThat(typed.run("doctor", "-f", spec.toString(), "--json"))
                .as(typed.err())
                .isZero();
        assertThat(typed.out()).contains("\"id\" : \"port.rpc\"", "\"verdict\" : \"ok\"");
        assertThat(typed.state()).doesNotExist();
    }
}
