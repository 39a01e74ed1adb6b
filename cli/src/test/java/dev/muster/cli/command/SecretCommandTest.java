package dev.muster.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.aws.front.Call;
import dev.muster.aws.front.Emulator;
import dev.muster.aws.front.Front;
import dev.muster.cli.Typed;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secrets on AWS, before the strict front. Sabotage: a value is told; up goes on without a secret. */
class SecretCommandTest {
    private static final String SPEC = """
            muster: 1
            name: signer
            blueprint: stacks
            network: mainnet
            role: signer
            target: aws
            references:
              burnchain: {host: bitcoin.example.org}
            aws: {region: us-east-1, instance: m5.xlarge}
            """;

    @TempDir
    Path folder;

    @Test
    void aValueComesFromAFileAndIsSeenNowhereElse() throws Exception {
        try (Emulator emulator = Emulator.start();
                Front front = Front.before(emulator)) {
            Aws aws = new Aws(front.uri(), "us-east-1");
            Typed typed = Typed.below(folder).withClock(InstantSource.system()).with(aws.environment());
            String file =
                    Files.writeString(folder.resolve("key"), "canary-4711\n").toString();
            assertThat(typed.run("secret", "set", "signer-key", "-d", "signer")).isEqualTo(2);
            assertThat(typed.run("secret", "set", "signer-key", "-d", "signer", "--from", file))
                    .as(typed.err())
                    .isZero();
            assertThat(typed.out() + typed.err()).doesNotContain("canary");
            assertThat(aws.text(
                            "secretsmanager",
                            "get-secret-value",
                            "--secret-id",
                            "muster/signer/signer-key",
                            "--query",
                            "SecretString"))
                    .isEqualTo("canary-4711");
            assertThat(typed.run("secret", "list", "-d", "signer")).isZero();
            assertThat(typed.out()).contains("signer-key").doesNotContain("canary");
            assertThat(typed.run("secret", "list", "-d", "signer", "--json")).isZero();
            assertThat(typed.out()).startsWith("{\"secrets\":[{\"name\":\"signer-key\",\"written\":\"20");
            assertThat(typed.run("secret", "set", "signer-key", "canary-9", "-d", "signer"))
                    .isEqualTo(2);
            assertThat(typed.err())
                    .contains("a value on the command line is seen by everybody", "--from FILE")
                    .doesNotContain("canary");
            assertThat(typed.run("secret", "delete", "signer-key", "-d", "signer"))
                    .isEqualTo(3);
            assertThat(typed.run("secret", "delete", "signer-key", "-d", "signer", "--yes"))
                    .isZero();
            assertThat(typed.run("secret", "list", "-d", "signer")).isZero();
            assertThat(typed.out()).isEmpty();
            assertThat(front.calls())
                    .filteredOn(call -> !call.service().equals("secretsmanager"))
                    .extracting(SecretCommandTest::text)
                    .allSatisfy(body -> assertThat(body).doesNotContain("canary"));
        }
    }

    private static String text(Call call) {
        return new String(call.body(), StandardCharsets.UTF_8);
    }

    @Test
    void upWithoutASecretSaysTheCommandThatGivesItAndMakesNothing() throws Exception {
        try (Emulator emulator = Emulator.start();
                Front front = Front.before(emulator)) {
            Aws aws = new Aws(front.uri(), "us-east-1");
            Typed typed = Typed.below(folder).withClock(InstantSource.system()).with(aws.environment());
            String spec = Files.writeString(folder.resolve("signer.yaml"), SPEC).toString();
            assertThat(typed.run("up", spec, "--yes")).as(typed.err()).isEqualTo(5);
            assertThat(typed.err()).containsPattern("muster secret set \\S+ -d signer --from FILE");
            assertThat(front.calls("CreateChangeSet")).isEmpty();
        }
    }
}
