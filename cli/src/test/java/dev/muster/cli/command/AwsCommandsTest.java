package dev.muster.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muster.agent.files.Json;
import dev.muster.cli.Cli;
import dev.muster.cli.world.Console;
import dev.muster.cli.world.Context;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What commands say of AWS without an account. */
class AwsCommandsTest {
    private static final String SPEC = """
            muster: 1
            name: lite
            blueprint: litecoin
            network: mainnet
            target: aws
            aws:
              region: us-east-1
              instance: g4dn.xlarge
              volume: {size: 256 GiB, iops: 10000}
            """;

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private String spec = "";

    @BeforeEach
    void write() throws Exception {
        spec = Files.writeString(folder.resolve("lite.yaml"), SPEC).toString();
    }

    private int run(String... words) {
        out.reset();
        err.reset();
        Console console = new Console(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false,
                false,
                80);
        Map<String, String> environment = Map.of(
                "HOME", folder.toString(),
                "XDG_CACHE_HOME", folder.resolve("cache").toString());
        InstantSource clock = InstantSource.fixed(Instant.parse("2026-11-22T12:00:00Z"));
        return new Cli(new Context(console, environment, clock, "test")).run(words);
    }

    private String text() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private JsonNode json() throws Exception {
        return Json.tree(text());
    }

    @Test
    void planPricesAndFinds() throws Exception {
        assertThat(run("plan", spec, "--json")).isZero();
        JsonNode cost = json().path("cost");
        double seed = 0;
        for (JsonNode line : cost.path("lines")) {
            boolean counted = line.path("kind").asText().matches("instance|volume");
            seed += counted ? line.path("monthlyUsd").asDouble() : 0;
        }
        assertThat(Math.round(seed * 100)).isEqualTo(43_946);
        assertThat(cost.path("monthlyUsd").isNull()).isTrue();
        assertThat(json().path("findings").findValuesAsText("id")).contains("performance.volume");
        assertThat(run("plan", spec)).isZero();
        assertThat(text()).contains("  instance          383.98  g4dn.xlarge", "cost a month: at least US$");
    }

    @Test
    void planAgainstAFolderWithoutTemplatesIsRefused() {
        assertThat(run("plan", spec, "--against", folder.toString())).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("No template of muster-lite is in");
    }

    @Test
    void synthWritesTheSameFilesEachTimeAndPlanKnowsThem() throws Exception {
        Path first = folder.resolve("first");
        assertThat(run("synth", spec, "-o", first.toString())).isZero();
        assertThat(text()).contains("us-east-1/muster-lite.template.json: deployment lite, ");
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("Image = <image of /aws/service/ami-amazon-linux", "so the manifests name no program");
        assertThat(run("plan", spec, "--against", first.toString(), "--json")).isZero();
        assertThat(json().path("changes"))
                .allSatisfy(change -> assertThat(change.path("action").asText()).isEqualTo("keep"));
        Path second = folder.resolve("second");
        assertThat(run("synth", spec, "-o", second.toString())).isZero();
        try (Stream<Path> files = Files.walk(first).filter(Files::isRegularFile)) {
            assertThat(files)
                    .hasSizeGreaterThan(6)
                    .allSatisfy(file ->
                            assertThat(second.resolve(first.relativize(file))).hasSameBinaryContentAs(file));
        }
    }

    @Test
    void whatAwsRefusesIsRefusedByEveryCommand() throws Exception {
        Files.writeString(Path.of(spec), SPEC.replace("us-east-1", "us-esat-1"));
        for (String command : List.of("validate", "plan", "check", "up")) {
            assertThat(run(command, spec)).isEqualTo(2);
            assertThat(err.toString(StandardCharsets.UTF_8))
                    .contains("lite.yaml:7:11 (aws.region)", "did you mean \"us-east-1\"? [aws.region-unknown]");
        }
        assertThat(run("synth", spec, "--target", "local", "-o", folder.toString()))
                .isEqualTo(2);
    }

    /** Sabotage: the option's word reaches the rules of the spec, and a line is blamed that is right. */
    @Test
    void aRegionThatTheCommandLineNamesWronglyIsNoFaultOfTheSpec() {
        for (String code : List.of("us-esat-1", "frankfurt")) {
            for (String command : List.of("validate", "plan", "check", "status", "regions")) {
                List<String> words = command.matches("status|regions") ? List.of(command) : List.of(command, spec);
                String[] all = Stream.concat(words.stream(), Stream.of("--region", code))
                        .toArray(String[]::new);
                assertThat(run(all)).as(command).isEqualTo(2);
                assertThat(err.toString(StandardCharsets.UTF_8))
                        .contains("there is no region \"" + code + "\"", "--region names it")
                        .doesNotContain("lite.yaml");
            }
        }
    }

    @Test
    void helpIsOfferedForTheCommandThatWasMeant() {
        assertThat(run("prices", "refresh")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("\"muster prices refresh --help\"");
        assertThat(run("plan", "--agianst", "x")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("--against", "\"muster plan --help\"");
    }

    @Test
    void checkSaysWhatIsRightToo() throws Exception {
        assertThat(run("check", spec, "--json")).isZero();
        assertThat(json().path("findings").findValuesAsText("severity")).contains("warning", "info", "passed");
        assertThat(run("check", spec)).isZero();
        assertThat(text()).contains("passed: no SSH", "[security.no-ssh]");
        assertThat(run("check", spec, "--target", "local")).isEqualTo(2);
    }

    @Test
    void pricesNameTheirSource() throws Exception {
        assertThat(run("prices", "--region", "us-east-1", "--type", "m5.large", "--json"))
                .isZero();
        JsonNode figure = json().path("figures").get(0);
        assertThat(figure.path("usd").asDouble()).isEqualTo(0.096);
        assertThat(figure.path("unit").asText()).isEqualTo("hour");
        assertThat(figure.path("source").path("date").asText()).isEqualTo("2026-07-20");
        assertThat(run("prices", "--region", "sa-east-1")).isZero();
        assertThat(text())
                .contains("0.0168 an hour [1] derived: 12.50 a month / 744 h", "[1] cost table of the P2P seed");
    }

    @Test
    void pricesOfWhatThereIsNotAreRefused() {
        assertThat(run("prices", "--region", "us-esat-1")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("did you mean \"us-east-1\"?");
        assertThat(run("prices", "--region", "nope")).isEqualTo(2);
        assertThat(run("prices", "--type", "m5.larg")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("did you mean \"m5.large\"?");
        assertThat(run("prices", "--type", "nope")).isEqualTo(2);
        assertThat(run("prices", "refresh", "--region", "nope")).isEqualTo(2);
        assertThat(run("prices", "--type", "gp3")).isZero();
        assertThat(run("prices", "--region", "global")).isZero();
        assertThat(run("prices", "--region", "us-east-2", "--type", "10240")).isZero();
        assertThat(text()).contains("from 10240 GB");
        assertThat(run("prices", "--region", "sa-east-1", "--type", "m5.large")).isZero();
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("no price is known");
    }

    @Test
    void refreshOfAnUnknownRegionIsRefusedBeforeAnyCall() {
        assertThat(run("prices", "refresh", "--region", "eu-centrall-1")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("eu-central-1");
    }

    @Test
    void refreshSaysWhyItCannotRead() {
        assertThat(run("prices", "refresh", "--region", "eu-central-1", "--from", "http://127.0.0.1:1"))
                .isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("could not be read: ", "the prices used before stay in use")
                .doesNotContain("null");
    }

    @Test
    void regionsAndWhatATypeCostsThere() throws Exception {
        assertThat(run("regions", "--json")).isZero();
        assertThat(json().path("regions")).hasSize(34);
        assertThat(run("regions", "--type", "m5.large")).isZero();
        assertThat(text()).containsPattern("us-east-1 .*US\\$0.096 an hour").containsPattern("sa-east-1 .*no price");
        assertThat(run("regions", "--type", "m5.larg")).isEqualTo(2);
        assertThat(run("regions", "--region", "eu-north-1")).isZero();
        assertThat(text().lines()).singleElement().asString().startsWith("eu-north-1 ");
    }

    @Test
    void anOperatorsPolicyNamesTheDeploymentAndSaysWhatItLeavesOpen() throws Exception {
        assertThat(run("aws", "policy", "-f", spec)).isZero();
        assertThat(json().path("Statement")).isNotEmpty();
        assertThat(text()).contains("stack/muster-lite/*").doesNotContain("secretsmanager:GetSecretValue");
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("account:", "permissions-boundary:", "-o DIR");
        Path parts = folder.resolve("operator");
        assertThat(run("aws", "policy", "-f", spec, "-o", parts.toString())).isZero();
        assertThat(text().lines())
                .hasSize(2)
                .allSatisfy(file -> assertThat(Path.of(file)).isRegularFile());
        assertThat(run("aws", "policy", "-f", spec, "--target", "local")).isEqualTo(2);
        assertThat(run("aws")).isEqualTo(2);
    }

    /** Sabotage: the whole chain is asked of the disk, whatever the setting prune keeps of it. */
    @Test
    void oneFileIsPlannedForThisMachineAndForAws() {
        String file = Path.of(System.getProperty("muster.root", ".."), "examples/bitcoin.yaml")
                .toString();
        assertThat(run("plan", "-f", file)).isZero();
        assertThat(text()).contains("create   node     bitcoin/1").doesNotContain("1.2 TB");
        assertThat(run("plan", "-f", file, "--target", "aws")).isZero();
        assertThat(text()).contains("m7g.large on demand", "data volume, 100 GiB gp3");
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("as if nothing were there yet");
    }

    /** As a user would: each example of a network that runs on AWS. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "theta-seed",
                "stacks-seed",
                "stacks-follower",
                "stacks-ha",
                "stacks-signer",
                "stacks-miner",
                "stacks-testnet",
                "allora-worker",
                "bitcoin",
                "bitcoin-ha"
            })
    void anExampleIsPlannedCheckedAndSynthesised(String name) throws Exception {
        String file = Path.of(System.getProperty("muster.root", ".."), "examples", name + ".yaml")
                .toString();
        assertThat(run("validate", "-f", file, "--target", "aws"))
                .as(err::toString)
                .isZero();
        assertThat(run("plan", "-f", file, "--target", "aws", "--json"))
                .as(err::toString)
                .isZero();
        assertThat(json().path("changes").size()).isGreaterThan(10);
        assertThat(json().path("cost").path("atLeastUsd").asDouble()).isGreaterThan(25);
        assertThat(run("check", "-f", file, "--target", "aws"))
                .as(err::toString)
                .isZero();
        String to = folder.resolve(name).toString();
        assertThat(run("synth", file, "--target", "aws", "-o", to))
                .as(err::toString)
                .isZero();
        assertThat(run("aws", "policy", file, "--target", "aws"))
                .as(err::toString)
                .isZero();
    }
}
