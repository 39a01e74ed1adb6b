package dev.muster.aws.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.aws.facts.AwsFacts;
import dev.muster.aws.fixtures.Matrix;
import dev.muster.aws.fixtures.Specs;
import dev.muster.aws.synth.StackPlan;
import dev.muster.aws.synth.SynthFiles;
import dev.muster.core.plan.Change.Action;
import dev.muster.core.problem.MusterException;
import dev.muster.core.value.Name;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The folder of an earlier synth, here of a fleet in two regions. */
class EarlierSynthTest {
    private static final List<StackPlan> FLEET = Matrix.stacks(Specs.read("fleet"));

    @TempDir
    Path folder;

    @BeforeEach
    void write() throws Exception {
        for (Map.Entry<String, byte[]> file : SynthFiles.of(FLEET).entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.resolveSibling(""));
            Files.write(path, file.getValue());
        }
    }

    private StackDiff.Result against(List<StackPlan> stacks) {
        return StackDiff.of(stacks, Optional.of(EarlierSynth.read(folder, new Name("demo"))), new AwsFacts());
    }

    /** Sabotage: only the regions of the spec are looked at, and what runs in the others is forgotten. */
    @Test
    void aRegionThatIsNotNamedAnyMoreIsNotForgotten() {
        String one = Specs.spec("fleet").replace("[us-east-1, eu-central-1]", "[us-east-1]");
        StackDiff.Result result = against(Matrix.stacks(Specs.read(Specs.all(), one)));
        assertThat(result.changes()).allMatch(change -> change.action() == Action.KEEP);
        assertThat(result.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.id()).isEqualTo("operations.region-left");
            assertThat(finding.message()).startsWith("muster-demo was in eu-central-1 too");
            assertThat(finding.advice()).isEqualTo("muster down demo --region eu-central-1");
        });
        assertThat(against(FLEET).findings()).isEmpty();
    }

    @Test
    void aFolderWithoutATemplateOfTheDeploymentIsRefused() {
        for (Path other : List.of(folder.resolve("nothing"), folder)) {
            assertThatThrownBy(() -> EarlierSynth.read(other, new Name("another")))
                    .isInstanceOf(MusterException.class)
                    .hasMessageContaining("No template of muster-another is in " + other);
        }
    }
}
