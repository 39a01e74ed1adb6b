package dev.muster.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.aws.front.Front;
import dev.muster.aws.front.Instances;
import dev.muster.aws.front.StrictAws;
import dev.muster.cli.Typed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Secrets that get a new value, and the ones that a node has made itself.
 *
 * <p>Sabotage: the value is set before anybody has agreed; an identity goes with its stack.
 */
class AwsSecretsTest {
    @SuppressWarnings("InlineFormatString") // Easier to read apart.
    private static final String SPEC = """
            muster: 1
            name: lite
            blueprint: litecoin
            network: %s
            target: aws
            aws: {region: us-east-1, instance: m5.large}
            """;

    @RegisterExtension
    static final StrictAws AWS = StrictAws.emptyBeforeEach();

    @TempDir
    Path folder;

    private final Front front = AWS.front();
    private final Aws aws = Aws.of(AWS);
    private Typed typed;

    @BeforeEach
    void empty() throws Exception {
        front.stacks().pace(1000);
        typed = aws.typed(folder);
    }

    private void up(String network) throws Exception {
        Path spec = Files.writeString(folder.resolve("lite.yaml"), SPEC.formatted(network));
        assertThat(typed.run("up", spec.toString(), "--yes")).as(typed.err()).isZero();
        aws.text("secretsmanager", "create-secret", "--name", "muster/lite/1/identity", "--secret-binary", "c2VsZg==");
    }

    private String names() throws Exception {
        return aws.text("secretsmanager", "list-secrets", "--query", "SecretList[].Name");
    }

    @Test
    void whoRotatesIsToldBeforeThatNodesRestartAndTheyTakeItAtOnce() throws Exception {
        up("mainnet");
        List<String> lines = new CopyOnWriteArrayList<>();
        front.instances().run((instance, line) -> {
            lines.add(line);
            return new Instances.Done(
                    0,
                    line.contains("renewal")
                            ? "node restarts to take it\n"
                            : "the secrets were read again, new: rpc-password\n",
                    "");
        });
        String before = value();
        assertThat(typed.run("secret", "rotate", "rpc-password", "-d", "lite")).isEqualTo(3);
        assertThat(typed.err()).contains("lite/1: node restarts to take it", "add --yes");
        assertThat(value()).isEqualTo(before);

        lines.clear();
        assertThat(typed.run("secret", "rotate", "rpc-password", "-d", "lite", "--yes"))
                .as(typed.err())
                .isZero();
        assertThat(value()).isNotEqualTo(before);
        assertThat(lines).hasSize(2);
        assertThat(lines.getFirst()).contains("agent-do").contains("renewal").contains("rpc-password");
        assertThat(lines.getLast()).contains("agent-do").contains("reread");
        assertThat(typed.out()).contains("lite/1  the secrets were read again, new: rpc-password");
        assertThat(typed.out() + typed.err() + lines).doesNotContain(value());
    }

    private String value() throws Exception {
        return aws.text(
                "secretsmanager",
                "get-secret-value",
                "--secret-id",
                "muster/lite/rpc-password",
                "--query",
                "SecretString");
    }

    @Test
    void anIdentityIsListedWithoutItsValueAndOnlyItsNodeWritesIt() throws Exception {
        up("mainnet");
        assertThat(typed.run("secret", "list", "-d", "lite")).as(typed.err()).isZero();
        assertThat(typed.out()).contains("1/identity  written").doesNotContain("c2VsZg", "self");
        assertThat(typed.run("secret", "rotate", "1/identity", "-d", "lite", "--yes"))
                .isEqualTo(2);
        assertThat(typed.err()).contains("a node has made itself; nobody else writes it");
    }

    @Test
    void downKeepsAnIdentityAndSaysSo() throws Exception {
        up("mainnet");
        assertThat(typed.run("down", "lite", "--yes")).as(typed.err()).isZero();
        assertThat(typed.out()).contains("stays in the secrets muster/lite/1/identity, which are paid for");
        assertThat(names()).contains("muster/lite/1/identity");
    }

    @Test
    void deletedDataTakeItAlongAndOnADevNetworkDownDoes() throws Exception {
        up("mainnet");
        assertThat(typed.run("down", "lite", "--delete-data", "--yes"))
                .as(typed.err())
                .isZero();
        assertThat(typed.out() + typed.err()).contains("1/identity");
        assertThat(names()).doesNotContain("identity");

        front.reset();
        front.stacks().pace(1000);
        up("regtest");
        assertThat(typed.run("down", "lite")).as(typed.err()).isZero();
        assertThat(names()).doesNotContain("identity");
        // Not even as one that could be brought back: the next node of that name needs the place.
        assertThat(aws.text(
                        "secretsmanager", "list-secrets", "--include-planned-deletion", "--query", "SecretList[].Name"))
                .doesNotContain("identity");
    }
}
