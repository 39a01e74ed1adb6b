package dev.muster.aws.instance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.agent.prepare.BootFiles;
import dev.muster.agent.slot.SlotFolder;
import dev.muster.aws.cloud.Cloud;
import dev.muster.aws.deploy.AwsSecrets;
import dev.muster.aws.front.Emulator;
import dev.muster.aws.front.Faults;
import dev.muster.aws.front.Front;
import dev.muster.aws.front.Rule;
import dev.muster.aws.synth.BlueprintFiles;
import dev.muster.core.blueprint.Libraries;
import dev.muster.core.spec.SpecReader;
import dev.muster.core.value.Region;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Secrets that get another value while the node runs.
 *
 * <p>Sabotage: a value that is as it was is written again; what was asked for waits for the hour.
 */
class SecretsTest {
    private static final String SPEC = """
            muster: 1
            name: demo
            blueprint: litecoin
            network: regtest
            target: aws
            aws: {region: us-east-1}
            """;

    private static Emulator emulator;
    private static Front front;

    @TempDir
    Path folder;

    private dev.muster.aws.boot.Metadata metadata;
    private Deck deck;
    private Path secret;

    @BeforeAll
    static void start() throws Exception {
        emulator = Emulator.start();
        front = Front.before(emulator);
    }

    @AfterAll
    static void stop() {
        front.close();
        emulator.close();
    }

    @BeforeEach
    void fresh() throws Exception {
        front.reset();
        metadata = new dev.muster.aws.boot.Metadata();
        BlueprintFiles files = new BlueprintFiles(SpecReader.read(
                "muster.yaml",
                SPEC,
                Libraries.folder(
                        Path.of(System.getProperty("muster.root", "..")).resolve("blueprints")),
                same -> same));
        for (Map.Entry<String, byte[]> file :
                files.of(new Region("us-east-1"), "1").entrySet()) {
            Path path = folder.resolve("boot").resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
        }
        Path slot = Files.createDirectories(folder.resolve("demo/1"));
        new BootFiles(folder.resolve("boot")).layOut(new SlotFolder(slot));
        secret = Files.createDirectories(folder.resolve("demo/secrets")).resolve("rpc-password");
        Files.writeString(secret, "first");
        try (Cloud cloud = cloud()) {
            new AwsSecrets(cloud, "demo").set("rpc-password", "first");
        }
        deck = new Deck(slot, front.uri(), metadata.port());
        front.forgetCalls();
    }

    @AfterEach
    void gone() {
        metadata.close();
    }

    private static Cloud cloud() {
        return InstanceWorld.cloud(
                Deck.HERE,
                Map.of(
                        "AWS_ENDPOINT_URL", front.uri().toString(),
                        "AWS_ACCESS_KEY_ID", "test",
                        "AWS_SECRET_ACCESS_KEY", "test"));
    }

    private static void rotate(String value) {
        try (Cloud cloud = cloud()) {
            new AwsSecrets(cloud, "demo").rotate("rpc-password", Optional.of(value), new Random(1));
        }
    }

    private static int asked() {
        return (int) front.calls("GetSecretValue").stream()
                .filter(call -> new String(call.body(), StandardCharsets.UTF_8).contains("rpc-password"))
                .count();
    }

    @Test
    void whoeverAsksGetsTheNewValueAtOnceAndNobodySeesIt() throws Exception {
        deck.seconds(5);
        assertThat(asked()).isZero();
        assertThat(deck.renewals()).as("what a dead predecessor left to do").isEqualTo(1);
        rotate("second-value");
        deck.askReread();
        deck.seconds(3);
        assertThat(secret).hasContent("second-value");
        assertThat(Files.getPosixFilePermissions(secret)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(deck.renewals()).isEqualTo(2);
        assertThat(deck.told())
                .contains("the secrets were read again, new: rpc-password")
                .noneMatch(message -> message.contains("second-value"));
        deck.askReread();
        deck.seconds(3);
        assertThat(deck.told()).contains("the secrets were read again, and none is new");
        assertThat(deck.renewals()).isEqualTo(2);
        assertThat(asked()).isEqualTo(2);
    }

    @Test
    void aSecretThatSomebodyElseChangedIsFoundWithinAnHourByTwentyFourCallsADay() throws Exception {
        deck.rounds(1);
        rotate("other");
        for (int minute = 0; minute < 24 * 60; minute++) {
            deck.pass(60);
            deck.rounds(1);
        }
        assertThat(secret).hasContent("other");
        assertThat(asked()).isEqualTo(24);
    }

    @Test
    void aRefusalKeepsTheOldValueAndIsToldOnce() throws Exception {
        Rule denied = Faults.deny("secretsmanager", "GetSecretValue");
        front.with(denied);
        try {
            deck.rounds(1);
            deck.askReread();
            deck.seconds(120);
        } finally {
            front.without(denied);
        }
        assertThat(secret).hasContent("first");
        assertThat(deck.told().stream().filter(message -> message.contains("the secrets cannot be read again")))
                .hasSize(1);
        deck.seconds(90);
        assertThat(deck.told()).contains("the secrets were read again, and none is new");
    }
}
