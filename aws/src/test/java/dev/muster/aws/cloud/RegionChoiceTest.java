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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Who says in which region, and where AWS is asked.
 *
 * <p>Sabotage: the environment before the spec; a profile that nobody named.
 */
class RegionChoiceTest {
    private static final String CONFIG = """
            [default]
            region = eu-north-1
            [profile work]
            region = sa-east-1
            [profile bare]
            output = json
            [profile typo]
            region = nowhere
            """;

    @TempDir
    Path home;

    private Access access(Optional<String> profile, Map<String, String> variables) throws Exception {
        Files.writeString(Files.createDirectories(home.resolve(".aws")).resolve("config"), CONFIG);
        Map<String, String> environment = new HashMap<>(variables);
        environment.put("HOME", home.toString());
        return new Access(profile, Optional.empty(), environment);
    }

    private static Optional<Region> region(@Nullable String code) {
        return Optional.ofNullable(code).map(Region::new);
    }

    /** Every pair of neighbours in the order, and each alone. */
    @ParameterizedTest
    @CsvSource({
        // option, spec, AWS_REGION, AWS_DEFAULT_REGION, AWS_PROFILE, --profile, who wins
        "us-east-1, us-east-2, us-west-1, us-west-2, work, , us-east-1 by --region",
        ", us-east-2, us-west-1, us-west-2, work, , us-east-2 by the spec",
        ", , us-west-1, us-west-2, work, , us-west-1 by AWS_REGION",
        ", , , us-west-2, work, , us-west-2 by AWS_DEFAULT_REGION",
        ", , , , work, , 'sa-east-1 by the profile \"work\"'",
        ", , , , , work, 'sa-east-1 by the profile \"work\"'",
        ", , , , work, default, 'eu-north-1 by the profile \"default\"'",
        ", , , , , , 'eu-north-1 by the profile \"default\"'",
        ", , us-west-1, , , work, us-west-1 by AWS_REGION",
        ", , ' ', us-west-2, , , us-west-2 by AWS_DEFAULT_REGION",
        "us-east-1, , , , , , us-east-1 by --region",
        ", , , , bare, , nobody",
    })
    void theFirstThatNamesOneWins(
            @Nullable String option,
            @Nullable String spec,
            @Nullable String variable,
            @Nullable String older,
            @Nullable String profile,
            @Nullable String named,
            String wins)
            throws Exception {
        Map<String, String> variables = new HashMap<>();
        Optional.ofNullable(variable).ifPresent(text -> variables.put("AWS_REGION", text));
        Optional.ofNullable(older).ifPresent(text -> variables.put("AWS_DEFAULT_REGION", text));
        Optional.ofNullable(profile).ifPresent(text -> variables.put("AWS_PROFILE", text));
        Optional<RegionChoice> choice =
                RegionChoice.of(region(option), region(spec), access(Optional.ofNullable(named), variables));
        assertThat(choice.map(won -> won.region() + " by " + won.source()).orElse("nobody"))
                .isEqualTo(wins);
    }

    @Test
    void withoutFilesNobodyNamesOne() {
        Access nothing = new Access(Optional.empty(), Optional.empty(), Map.of("HOME", home.toString()));
        assertThat(RegionChoice.of(Optional.empty(), Optional.empty(), nothing)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:5000", "localhost:5000", "not an address", "ftp://127.0.0.1/", "http:///"})
    void whereNobodyCanBeAskedIsRefused(String address) throws Exception {
        Access wrong = access(Optional.empty(), Map.of("AWS_ENDPOINT_URL", address));
        assertThatThrownBy(wrong::where)
                .isInstanceOf(MusterException.class)
                .hasMessageContaining("AWS_ENDPOINT_URL is \"" + address + "\"");
    }

    /** Sabotage: a word of the environment becomes a region unseen, which is then a fault of Muster's. */
    @ParameterizedTest
    @CsvSource({
        "AWS_REGION, us-esat-1, 'did you mean \"us-east-1\"?'",
        "AWS_DEFAULT_REGION, frankfurt, known: af-south-1",
    })
    void aWordThatIsNoRegionIsToldWithItsSource(String variable, String code, String hint) throws Exception {
        Access access = access(Optional.empty(), Map.of(variable, code));
        assertThatThrownBy(() -> RegionChoice.of(Optional.empty(), Optional.empty(), access))
                .isInstanceOfSatisfying(MusterException.class, e -> {
                    assertThat(e.exit()).isEqualTo(MusterException.Exit.INVALID);
                    assertThat(e.what()).contains("there is no region \"" + code + "\"", hint);
                    assertThat(e.advice()).startsWith(variable + " names it");
                });
    }

    @Test
    void aProfilesWordIsLookedAtToo() throws Exception {
        Access access = access(Optional.of("typo"), Map.of());
        assertThatThrownBy(() -> RegionChoice.of(Optional.empty(), Optional.empty(), access))
                .isInstanceOfSatisfying(
                        MusterException.class, e -> assertThat(e.advice()).startsWith("the profile \"typo\" names it"));
    }
}
