package dev.muster.aws.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.agent.identity.IdentityCopy;
import dev.muster.agent.identity.IdentityFiles;
import dev.muster.agent.identity.PutBack;
import dev.muster.aws.cloud.Cloud;
import dev.muster.aws.front.Answer;
import dev.muster.aws.front.Call;
import dev.muster.aws.front.Emulator;
import dev.muster.aws.front.Front;
import dev.muster.aws.front.Rule;
import dev.muster.core.problem.MusterException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a node has made itself, in a secret of its slot and back.
 *
 * <p>Sabotage: a file that has changed is copied again; a copy that cannot be read counts as none; a stage that is not
 * whole is moved into place.
 */
class IdentityTest {
    private static final String ID = "muster/demo/1/identity";
    private static Emulator emulator;
    private static Front front;

    @TempDir
    Path folder;

    private final List<String> events = new ArrayList<>();
    private final List<Path> given = new ArrayList<>();

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
    }

    private static Cloud cloud() {
        return InstanceWorld.cloud(
                Deck.HERE,
                Map.of(
                        "AWS_ENDPOINT_URL", front.uri().toString(),
                        "AWS_ACCESS_KEY_ID", "test",
                        "AWS_SECRET_ACCESS_KEY", "test"));
    }

    private static SlotIdentity store() {
        return new SlotIdentity(cloud().jsonQuery("secretsmanager"), "demo", "1");
    }

    private IdentityFiles files(String volume) throws IOException {
        return new IdentityFiles(
                Files.createDirectories(folder.resolve(volume)), List.of("keys", "db", "db-wal", "../outside"));
    }

    private void write(String file, byte[] bytes, String rights) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.write(path, bytes);
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(rights));
    }

    private static byte[] noise(int bytes, long seed) {
        byte[] all = new byte[bytes];
        new Random(seed).nextBytes(all);
        return all;
    }

    private IdentityCopy copy(String volume) throws IOException {
        return new IdentityCopy(
                files(volume), store(), SlotIdentity.MOST_BYTES, (type, message) -> events.add(type + ": " + message));
    }

    private String putBack(String volume) throws IOException {
        return new PutBack(files(volume), store(), given::addAll).run();
    }

    private static int count(String action) {
        return front.calls(action).size();
    }

    @Test
    void whatTheNodeMadeIsCopiedOnceAndPutBackWithItsRightsOnAnEmptyVolume() throws Exception {
        assertThat(putBack("one")).isEqualTo("none yet: the node makes one");
        write("one/keys/node", noise(32, 1), "rw-------");
        write("one/db", "a database".getBytes(StandardCharsets.UTF_8), "rw-r-----");
        write("outside", noise(32, 9), "rw-------");
        copy("one").run();
        assertThat(count("CreateSecret")).isEqualTo(1);
        assertThat(events)
                .singleElement()
                .asString()
                .contains("identity (db, keys/node) was copied to the secret " + ID);

        write("one/db", "a database that has grown".getBytes(StandardCharsets.UTF_8), "rw-r-----");
        assertThat(copy("one").fresh()).isEmpty();
        write("one/keys/second", noise(32, 2), "rw-------");
        copy("one").run();
        assertThat(count("PutSecretValue")).isEqualTo(1);
        assertThat(events.getLast()).contains("identity (keys/second) was copied");

        assertThat(putBack("two")).contains("db, keys/node, keys/second put back from the secret " + ID);
        assertThat(folder.resolve("two/keys/node")).hasBinaryContent(noise(32, 1));
        assertThat(folder.resolve("two/db")).hasContent("a database");
        assertThat(Files.getPosixFilePermissions(folder.resolve("two/db")))
                .isEqualTo(PosixFilePermissions.fromString("rw-r-----"));
        assertThat(given).contains(folder.resolve("two/keys"), folder.resolve("two/.muster-identity.json"));
        assertThat(folder.resolve("two/.muster-identity")).doesNotExist();
        int calls = front.calls().size();
        assertThat(copy("two").fresh()).isEmpty();
        assertThat(putBack("two")).isEqualTo("the volume has one");
        assertThat(front.calls()).hasSize(calls);
    }

    @Test
    void anotherIdentityNeverTakesTheCopysPlace() throws Exception {
        write("one/keys/node", noise(32, 1), "rw-------");
        copy("one").run();
        write("other/keys/node", noise(32, 2), "rw-------");
        assertThat(putBack("other")).isEqualTo("the volume has one");
        IdentityCopy other = copy("other");
        other.run();
        assertThat(other.fresh()).isEmpty();
        assertThat(events.getLast()).contains("trouble: the identity on the volume is another than the copy");
        assertThat(count("PutSecretValue")).isZero();
        assertThat(folder.resolve("other/keys/node")).hasBinaryContent(noise(32, 2));
        putBack("two");
        assertThat(folder.resolve("two/keys/node")).hasBinaryContent(noise(32, 1));
    }

    @Test
    void whoDiesAfterMakingThePlaceFillsItNextTime() throws Exception {
        assertThat(store().create(Optional.empty())).isPresent();
        assertThat(putBack("one")).isEqualTo("none yet: the node makes one");
        write("one/keys/node", noise(32, 1), "rw-------");
        copy("one").run();
        assertThat(count("PutSecretValue")).isEqualTo(1);
        // And who dies before noting that it is filled notes it next time.
        Files.delete(folder.resolve("one/.muster-identity.json"));
        copy("one").run();
        assertThat(count("PutSecretValue")).isEqualTo(1);
        assertThat(copy("one").fresh()).isEmpty();
    }

    @Test
    void aMachineThatGoesDownWhilePuttingBackLeavesAllOrNothing() throws Exception {
        write("one/keys/node", noise(32, 1), "rw-------");
        write("one/db", noise(32, 2), "rw-------");
        copy("one").run();
        write("two/.muster-identity/files/keys/node", noise(32, 7), "rw-------");
        putBack("two");
        assertThat(folder.resolve("two/keys/node")).hasBinaryContent(noise(32, 1));

        write("three/.muster-identity/files/keys/node", noise(32, 1), "rw-------");
        write("three/.muster-identity/version", "v".getBytes(StandardCharsets.UTF_8), "rw-------");
        write("three/db", noise(32, 2), "rw-------");
        assertThat(putBack("three")).contains("db, keys/node put back");
        assertThat(folder.resolve("three/keys/node")).hasBinaryContent(noise(32, 1));
    }

    @Test
    void whatIsTooLargeForASecretIsSaidAndTheRestIsCopied() throws Exception {
        write("one/db", noise(40_000, 1), "rw-------");
        write("one/db-wal", noise(40_000, 2), "rw-------");
        write("one/keys/node", noise(60_000, 3), "rw-------");
        IdentityCopy copy = copy("one");
        copy.run();
        assertThat(copy.fresh()).isEmpty();
        assertThat(events).hasSize(2);
        assertThat(events.getFirst())
                .contains("identity (db, db-wal, 80 KB) has no copy", "takes 65.5 KB packed", "snapshots");
        assertThat(events.getLast()).contains("identity (keys/node) was copied");
    }

    /** AWS refuses a question about a secret that is not there to a role that may ask for one secret only. */
    private static Rule asOnAws(boolean there) {
        return new Rule() {
            @Override
            public Optional<Answer> before(Call call, Emulator behind) {
                return call.is("secretsmanager", "GetSecretValue") && (there || count("CreateSecret") == 0)
                        ? Optional.of(new Answer(
                                400,
                                Map.of("content-type", "application/x-amz-json-1.1"),
                                ("{\"__type\":\"AccessDeniedException\",\"Message\":\"User: x is not authorized to"
                                                + " perform: secretsmanager:GetSecretValue on resource: " + ID
                                                + " because no identity-based policy allows the action\"}")
                                        .getBytes(StandardCharsets.UTF_8)))
                        : Optional.empty();
            }
        };
    }

    @Test
    void aRoleThatIsNotToldWhetherThereIsACopyFindsOutByMakingThePlace() throws Exception {
        Rule aws = asOnAws(false);
        front.with(aws);
        try {
            assertThat(putBack("one")).isEqualTo("none yet: the node makes one");
            write("one/keys/node", noise(32, 1), "rw-------");
            copy("one").run();
            assertThat(count("PutSecretValue")).isEqualTo(1);
        } finally {
            front.without(aws);
        }
        Rule denied = asOnAws(true);
        front.with(denied);
        try {
            assertThatThrownBy(() -> putBack("two"))
                    .isInstanceOf(MusterException.class)
                    .hasMessageContaining("the secret " + ID + " is there and cannot be read")
                    .hasMessageContaining("secretsmanager:GetSecretValue");
            assertThat(folder.resolve("two/keys")).doesNotExist();
            Files.delete(folder.resolve("one/.muster-identity.json"));
            assertThatThrownBy(() -> copy("one").run()).hasMessageContaining("cannot be read");
            assertThat(count("PutSecretValue")).isEqualTo(1);
        } finally {
            front.without(denied);
        }
    }

    @Test
    void aCopyThatWasDeletedIsNotPutBackAndNotMadeUntilItIsGone() throws Exception {
        write("one/keys/node", noise(32, 1), "rw-------");
        copy("one").run();
        try (Cloud cloud = cloud()) {
            cloud.secrets().deleteSecret(ask -> ask.secretId(ID).recoveryWindowInDays(7L));
        }
        assertThat(putBack("two")).isEqualTo("the copy was deleted: the node makes another one");
        write("two/keys/node", noise(32, 2), "rw-------");
        IdentityCopy copy = copy("two");
        copy.run();
        copy.run();
        assertThat(copy.fresh()).isNotEmpty();
        assertThat(events.stream().filter(event -> event.contains("is being deleted")))
                .hasSize(1);
    }
}
