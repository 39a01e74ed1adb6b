package dev.muster.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.aws.front.Call;
import dev.muster.aws.front.Front;
import dev.muster.aws.front.StrictAws;
import dev.muster.cli.Typed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Which account, region and address are meant, by the same words as other tools of AWS have; the plan says who named
 * the region.
 *
 * <p>Sabotage: the region of the environment goes before that of the spec; the plan does not say who named it; keys of
 * the environment go before a profile that was named; the option of the address is not looked at.
 */
class AwsWhereTest {
    private static final String NOWHERE = AwsSpecs.SINGLE.replace("region: us-east-1, ", "");

    @RegisterExtension
    static final StrictAws AWS = StrictAws.emptyBeforeEach();

    @TempDir
    Path folder;

    private final Front front = AWS.front();

    private Typed typed(Map<String, String> environment) throws Exception {
        Path files = Files.createDirectories(folder.resolve(".aws"));
        Files.writeString(files.resolve("config"), """
                [default]
                region = eu-north-1
                [profile work]
                region = sa-east-1
                """);
        Files.writeString(files.resolve("credentials"), """
                [work]
                aws_access_key_id = OFWORK
                aws_secret_access_key = secret
                """);
        return Typed.below(folder).with(environment);
    }

    private String spec(@Nullable String region) throws Exception {
        String text = region == null ? NOWHERE : AwsSpecs.SINGLE.replace("us-east-1", region);
        return Files.writeString(folder.resolve("lite.yaml"), text).toString();
    }

    @ParameterizedTest
    @CsvSource({
        // --region, spec, AWS_REGION, AWS_DEFAULT_REGION; the profile's is there each time
        "us-east-1, us-east-2, us-west-1, us-west-2, us-east-1 by --region",
        ", us-east-2, us-west-1, us-west-2, us-east-2 by the spec",
        ", , us-west-1, us-west-2, us-west-1 by AWS_REGION",
        ", , , us-west-2, us-west-2 by AWS_DEFAULT_REGION",
        ", , , , 'eu-north-1 by the profile \"default\"'",
    })
    void thePlanIsForTheRegionOfWhoComesFirstAndSaysWhoThatIs(
            @Nullable String option,
            @Nullable String spec,
            @Nullable String variable,
            @Nullable String older,
            String wins)
            throws Exception {
        Map<String, String> environment = new HashMap<>();
        Optional.ofNullable(variable).ifPresent(text -> environment.put("AWS_REGION", text));
        Optional.ofNullable(older).ifPresent(text -> environment.put("AWS_DEFAULT_REGION", text));
        List<String> words = new ArrayList<>(List.of("plan", spec(spec)));
        Optional.ofNullable(option).ifPresent(text -> words.addAll(List.of("--region", text)));
        words.add("--json");
        Typed typed = typed(environment);
        assertThat(typed.run(words.toArray(String[]::new))).as(typed.err()).isZero();
        assertThat(typed.err()).contains("no earlier synth (--against); region " + wins);
        Path templates = folder.resolve("templates");
        words.removeLast();
        words.set(0, "synth");
        words.addAll(List.of("-o", templates.toString()));
        assertThat(typed.run(words.toArray(String[]::new))).as(typed.err()).isZero();
        assertThat(templates.resolve(wins.substring(0, wins.indexOf(' '))).resolve("muster-lite.template.json"))
                .exists();
        assertThat(front.calls()).isEmpty();
    }

    @Test
    void whereNobodyNamesARegionThePlanAsksForOne() throws Exception {
        Typed typed = Typed.below(folder);
        assertThat(typed.run("plan", spec(null))).isEqualTo(2);
        assertThat(typed.err()).contains("region");
    }

    /** The keys of the environment are another's, and there is nobody at its address. */
    @Test
    void aProfileAndAnAddressThatAreNamedGoBeforeTheEnvironment() throws Exception {
        Typed typed = typed(Map.of(
                "AWS_ACCESS_KEY_ID", "OFTHEENVIRONMENT",
                "AWS_SECRET_ACCESS_KEY", "secret",
                "AWS_ENDPOINT_URL", "http://127.0.0.1:1"));
        assertThat(typed.run(
                        "plan",
                        spec(null),
                        "--profile",
                        "work",
                        "--endpoint-url",
                        front.uri().toString()))
                .as(typed.err())
                .isZero();
        assertThat(typed.err()).contains("against account 123456789012, region sa-east-1 by the profile \"work\"");
        assertThat(front.calls())
                .isNotEmpty()
                .allSatisfy(call -> assertThat(signed(call)).contains("Credential=OFWORK/", "/sa-east-1/"));

        Typed nobody = typed(Map.of());
        assertThat(nobody.run("plan", spec(null), "--profile", "none", "--region", "us-east-1"))
                .isEqualTo(5);
        assertThat(nobody.err()).contains("there is no profile \"none\" in ");
        Typed wrong = typed(Map.of("AWS_ENDPOINT_URL", "127.0.0.1:5000"));
        assertThat(wrong.run("plan", spec(null), "--profile", "work")).isEqualTo(2);
        assertThat(wrong.err()).contains("AWS_ENDPOINT_URL is \"127.0.0.1:5000\"", "write it as http://127.0.0.1:5000");
    }

    private static String signed(Call call) {
        return call.headers().getOrDefault("authorization", "");
    }
}
