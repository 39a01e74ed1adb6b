package dev.muster.aws.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.core.problem.MusterException;
import dev.muster.core.value.Region;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who says where. */
class RegionChoiceTest {
    private static final Optional<Region> NOBODY = Optional.empty();

    @TempDir
    Path folder;

    private Access access(String profilesRegion, Map<String, String> more) throws Exception {
        Path config = Files.writeString(folder.resolve("config"), "[default]\nregion = " + profilesRegion + "\n");
        Map<String, String> environment = new HashMap<>(more);
        environment.put("AWS_CONFIG_FILE", config.toString());
        return new Access(Optional.empty(), Optional.empty(), environment);
    }

    @Test
    void theFirstThatNamesOneCounts() throws Exception {
        Access access = access("eu-west-1", Map.of("AWS_REGION", "eu-west-2", "AWS_DEFAULT_REGION", "eu-west-3"));
        Optional<Region> option = Optional.of(new Region("us-east-1"));
        Optional<Region> spec = Optional.of(new Region("us-east-2"));
        assertThat(RegionChoice.of(option, spec, access).orElseThrow().source()).isEqualTo("--region");
        assertThat(RegionChoice.of(NOBODY, spec, access).orElseThrow().source()).isEqualTo("the spec");
        assertThat(RegionChoice.of(NOBODY, NOBODY, access))
                .contains(new RegionChoice(new Region("eu-west-2"), "AWS_REGION"));
        assertThat(RegionChoice.of(NOBODY, NOBODY, access("eu-west-1", Map.of())))
                .contains(new RegionChoice(new Region("eu-west-1"), "the profile \"default\""));
    }

    /** Sabotage: a word of the environment becomes a region unseen, which is then a fault of Muster's. */
    @ParameterizedTest
    @CsvSource({"AWS_REGION, us-esat-1, did you mean \"us-east-1\"?", "AWS_DEFAULT_REGION, frankfurt, known: af-south-1"
    })
    void aWordThatIsNoRegionIsToldWithItsSource(String variable, String code, String hint) throws Exception {
        Access access = access("eu-west-1", Map.of(variable, code));
        assertThatThrownBy(() -> RegionChoice.of(NOBODY, NOBODY, access))
                .isInstanceOfSatisfying(MusterException.class, e -> {
                    assertThat(e.exit()).isEqualTo(MusterException.Exit.INVALID);
                    assertThat(e.what()).contains("there is no region \"" + code + "\"", hint);
                    assertThat(e.advice()).startsWith(variable + " names it");
                });
    }

    @Test
    void aProfilesWordIsLookedAtToo() throws Exception {
        Access access = access("nowhere", Map.of());
        assertThatThrownBy(() -> RegionChoice.of(NOBODY, NOBODY, access))
                .isInstanceOfSatisfying(
                        MusterException.class,
                        e -> assertThat(e.advice()).startsWith("the profile \"default\" names it"));
    }
}
