package dev.muster.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.aws.front.Engine.Recorded;
import dev.muster.aws.front.Front;
import dev.muster.aws.front.StrictAws;
import dev.muster.cli.Typed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * A secret that is easy to find again is given to a deployment, and then looked for wherever it must not be. First it
 * is put into each of these places on purpose, so that a search that finds nothing means something.
 *
 * <p>Sabotage: a place that is not read; up writes the secret as a parameter of the stack.
 */
class AwsCanaryTest {
    /** Fits names of deployments too, which are in most places. */
    private static final String CANARY = "c4n4ry-7f3a91d2";

    private static final String SPEC = """
            muster: 1
            name: NAME
            blueprint: litecoin
            network: mainnet
            target: aws
            secrets: {rpc-password: {file: FILE}}
            aws: {region: us-east-1, instance: m5.large}
            """;

    @RegisterExtension
    static final StrictAws AWS = StrictAws.emptyBeforeEach();

    @TempDir
    Path folder;

    private final Front front = AWS.front();
    private final Aws aws = Aws.of(AWS);
    private Typed typed;
    private final Map<String, String> said = new TreeMap<>();

    @BeforeEach
    void empty() throws Exception {
        front.stacks().pace(1000);
        typed = aws.typed(folder);
    }

    private String spec(String name) throws Exception {
        Path secret = Files.writeString(folder.resolve("secret.txt"), CANARY + "\n");
        return Files.writeString(
                        folder.resolve("spec.yaml"), SPEC.replace("NAME", name).replace("FILE", secret.toString()))
                .toString();
    }

    /** Runs a command and keeps what it said under a place. */
    private int run(String place, String... words) {
        int code = typed.run(words);
        said.merge(place, typed.out() + typed.err(), String::concat);
        return code;
    }

    /** The places in which the canary sings. */
    private Set<String> singing() throws Exception {
        Map<String, String> places = new TreeMap<>(said);
        StringBuilder templates = new StringBuilder();
        StringBuilder events = new StringBuilder();
        for (String stack : aws.text("cloudformation", "describe-stacks", "--query", "Stacks[].StackName")
                .split("\\s+", -1)) {
            templates.append(aws.text(
                    "cloudformation", "get-template", "--stack-name", stack, "--query", "to_string(TemplateBody)"));
            events.append(aws.text("cloudformation", "describe-stack-events", "--stack-name", stack));
        }
        places.put("template", templates.toString());
        places.put("event", events.toString());
        places.put("parameter", aws.text("cloudformation", "describe-stacks", "--query", "Stacks[].Parameters"));
        StringBuilder data = new StringBuilder();
        for (String template : aws.text(
                        "ec2", "describe-launch-templates", "--query", "LaunchTemplates[].LaunchTemplateId")
                .split("\\s+", -1)) {
            if (!template.isEmpty()) {
                String encoded = aws.text(
                        "ec2",
                        "describe-launch-template-versions",
                        "--launch-template-id",
                        template,
                        "--query",
                        "LaunchTemplateVersions[0].LaunchTemplateData.UserData");
                data.append(new String(Base64.getMimeDecoder().decode(encoded), StandardCharsets.UTF_8));
            }
        }
        places.put("user data", data.toString());
        StringBuilder logs = new StringBuilder();
        for (String group : aws.text("logs", "describe-log-groups", "--query", "logGroups[].logGroupName")
                .split("\\s+", -1)) {
            if (!group.isEmpty()) {
                logs.append(aws.text("logs", "filter-log-events", "--log-group-name", group));
            }
        }
        places.merge("log", logs.toString(), String::concat);
        places.put("process list", processes());
        Set<String> singing = new TreeSet<>();
        places.forEach((place, text) -> {
            if (text.contains(CANARY)) {
                singing.add(place);
            }
        });
        return singing;
    }

    private static String processes() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> entries = Files.list(Path.of("/proc"))) {
            for (Path entry : entries.filter(
                            path -> path.getFileName().toString().matches("\\d+"))
                    .toList()) {
                try {
                    all.append(Files.readString(entry.resolve("cmdline"), StandardCharsets.ISO_8859_1));
                } catch (IOException e) {
                    all.append("(it has ended meanwhile)");
                }
            }
        }
        return all.toString();
    }

    @Test
    void aLeakIsFoundInEachOfEightPlaces() throws Exception {
        assertThat(run("log", "up", spec("lite"), "--yes")).as(typed.err()).isZero();
        said.clear();
        assertThat(singing()).isEmpty();

        run("exception", "up", folder.resolve(CANARY + ".yaml").toString(), "--verbose");
        assertThat(run("plan", "plan", spec(CANARY))).as(typed.err()).isZero();
        String body = "{\"Description\":\"" + CANARY + "\",\"Parameters\":{\"P\":{\"Type\":\"String\"}},\"Resources\":"
                + "{\"T\":{\"Type\":\"AWS::SNS::Topic\",\"Properties\":{\"DisplayName\":{\"Ref\":\"P\"}}}}}";
        aws.text(
                "cloudformation",
                "create-stack",
                "--stack-name",
                CANARY,
                "--template-body",
                body,
                "--parameters",
                "ParameterKey=P,ParameterValue=" + CANARY);
        aws.text(
                "ec2",
                "create-launch-template",
                "--launch-template-name",
                "leak",
                "--launch-template-data",
                "{\"UserData\":\"" + Base64.getEncoder().encodeToString(CANARY.getBytes(StandardCharsets.UTF_8))
                        + "\"}");
        aws.text("logs", "create-log-stream", "--log-group-name", "/muster/lite", "--log-stream-name", "1/node");
        aws.text(
                "logs",
                "put-log-events",
                "--log-group-name",
                "/muster/lite",
                "--log-stream-name",
                "1/node",
                "--log-events",
                "timestamp=" + Instant.now().toEpochMilli() + ",message=" + CANARY);
        Process process = new ProcessBuilder("sh", "-c", "read line", CANARY).start();
        try {
            assertThat(singing())
                    .containsExactlyInAnyOrder(
                            "event", "exception", "log", "parameter", "plan", "process list", "template", "user data");
        } finally {
            process.destroy();
            process.waitFor();
        }
    }

    @Test
    void theRealRunLeaksNowhere() throws Exception {
        String spec = spec("lite");
        assertThat(run("plan", "plan", spec)).as(typed.err()).isZero();
        assertThat(run("plan", "plan", spec, "--json")).isZero();
        front.stacks().fail(new Recorded("muster-lite", "Slot1Group", "Received 0 SUCCESS signal(s) out of 1."));
        assertThat(run("exception", "up", spec, "--yes", "--verbose")).isEqualTo(1);
        assertThat(run("log", "up", spec, "--yes", "--progress", "json"))
                .as(typed.err())
                .isZero();
        for (String command : java.util.List.of("status", "events", "endpoint", "logs")) {
            assertThat(run("log", command, "lite", "--json")).as(typed.err()).isZero();
        }
        assertThat(run("log", "secret", "list", "-d", "lite")).isZero();
        assertThat(run("log", "secret", "set", "rpc-password", "-d", "lite", "--from", folder + "/secret.txt"))
                .isZero();
        assertThat(run("exception", "rpc", "-d", "lite", "getblockcount", "--verbose"))
                .isEqualTo(1);
        assertThat(aws.text(
                        "secretsmanager",
                        "get-secret-value",
                        "--secret-id",
                        "muster/lite/rpc-password",
                        "--query",
                        "SecretString"))
                .isEqualTo(CANARY);
        assertThat(singing()).isEmpty();
    }
}
