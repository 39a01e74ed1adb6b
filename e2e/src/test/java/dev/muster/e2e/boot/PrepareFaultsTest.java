package dev.muster.e2e.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.aws.boot.Metadata;
import dev.muster.aws.front.Faults;
import dev.muster.aws.front.Rule;
import dev.muster.aws.synth.BlueprintFiles;
import dev.muster.core.blueprint.Libraries;
import dev.muster.core.fault.FaultWatch;
import dev.muster.core.spec.SpecReader;
import dev.muster.core.spec.SpecReader.Resolved;
import dev.muster.core.value.Region;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What fails while a machine is prepared, by the real program: it says so and has made nothing, and the next time, with
 * the fault gone, the node's data are there as they were.
 *
 * <p>Sabotage that turns it red: a step that fails is passed over; a volume that does not come is made anew.
 */
class PrepareFaultsTest {
    private static final String AREA = "the start of an instance";
    private static final String SPEC = """
            muster: 1
            name: lite
            blueprint: litecoin
            network: regtest
            version: 0.21.2.1
            target: aws
            aws:
              region: us-east-1
              volume: {size: 1 GiB}
            """;

    @TempDir
    Path folder;

    private Account account;
    private Metadata metadata;
    private LoopVolume volume;
    private String instance;
    private String id;

    /** Makes a fault, or takes it away. */
    private interface Change {
        void happen() throws Exception;
    }

    @BeforeEach
    void up() throws Exception {
        account = new Account();
        metadata = new Metadata();
        Resolved resolved = SpecReader.read(
                "muster.yaml",
                SPEC,
                Libraries.folder(
                        Path.of(System.getProperty("muster.root", "..")).resolve("blueprints")),
                same -> same);
        BlueprintFiles files = new BlueprintFiles(resolved);
        account.up(resolved, files);
        for (Map.Entry<String, byte[]> file :
                files.of(new Region("us-east-1"), "1").entrySet()) {
            Path path = folder.resolve("boot").resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
        }
        id = account.volume();
        volume = new LoopVolume(folder, id, 320L << 20);
        account.front().with(volume);
        instance = account.instance();
        metadata.instance(instance, "");
    }

    @AfterEach
    void gone() {
        volume.close();
        metadata.close();
        account.close();
    }

    private String prepare(int exit) throws Exception {
        try (Chamber chamber = new Chamber(folder, metadata, account.front().uri())) {
            return chamber.prepareOnce(exit, "--patience", "3s");
        }
    }

    @Test
    void whatFailsIsSaidAndMendedByTheNextTime() throws Exception {
        prepare(0);
        fails(
                "the metadata service is away",
                "a service that answers 503",
                1,
                () -> metadata.away(Integer.MAX_VALUE),
                "the metadata service gives no credentials",
                () -> metadata.away(0));
        Rule denied = Faults.deny("secretsmanager", "GetSecretValue");
        fails(
                "a secret is denied",
                "AccessDenied to GetSecretValue",
                5,
                () -> account.front().with(denied),
                "muster secret set rpc-password -d lite",
                () -> account.front().without(denied));
        fails(
                "a secret is missing",
                "deleted from Secrets Manager",
                5,
                () -> secret(false),
                "muster secret set rpc-password -d lite",
                () -> secret(true));
        fails(
                "its volume never comes",
                "AttachVolume works, and no disk appears",
                1,
                () -> {
                    account.letGo(id, instance);
                    volume.lose();
                },
                "no disk with its serial number has appeared in 3 s",
                () -> {
                    account.letGo(id, instance);
                    volume.find();
                });
        String other = account.instance();
        fails(
                "its volume is held by another instance",
                "a predecessor that does not let go",
                1,
                () -> hand(instance, other),
                "for 3 s",
                () -> account.letGo(id, other));
        comesThrough("AWS throttles", "half of all calls: Throttling", Faults.throttle(0.5, 3));
        comesThrough("AWS's answers are cut off", "each second connection", Faults.cut(2));
    }

    private FaultWatch row(String fault, String how, String[] said) throws Exception {
        return FaultWatch.of(AREA, fault, how)
                .data("a file on the volume", sha256("written by the node\n"), () -> chain(said[0]));
    }

    private void fails(String fault, String how, int exit, Change make, String words, Change mend) throws Exception {
        String[] said = {""};
        FaultWatch row = row(fault, how, said);
        make.happen();
        row.injected();
        row.told("failed", prepare(exit), words, 180);
        mend.happen();
        row.mended();
        said[0] = prepare(0);
        row.recovered(180);
    }

    /** It is patient enough by itself. */
    private void comesThrough(String fault, String how, Rule rule) throws Exception {
        String[] said = {""};
        FaultWatch row = row(fault, how, said).injected();
        account.front().with(rule);
        try {
            said[0] = prepare(0);
        } finally {
            account.front().without(rule);
        }
        row.told("prepared", said[0], "secrets: rpc-password", 180);
        row.recovered(180);
    }

    private void hand(String from, String to) throws Exception {
        account.letGo(id, from);
        try (var cloud = account.cloud()) {
            cloud.query("ec2").call("AttachVolume", Map.of("VolumeId", id, "InstanceId", to, "Device", "/dev/sdf"));
        }
        volume.vanish();
    }

    private void secret(boolean there) {
        String name = "muster/lite/rpc-password";
        try (var cloud = account.cloud()) {
            if (there) {
                cloud.secrets().createSecret(make -> make.name(name).secretString("another"));
            } else {
                cloud.secrets().deleteSecret(gone -> gone.secretId(name).forceDeleteWithoutRecovery(true));
            }
        }
    }

    private static String chain(String said) {
        Matcher matcher = Pattern.compile("([0-9a-f]{64})  /mnt/data/chain").matcher(said);
        assertThat(matcher.find()).as("the node's file: " + said).isTrue();
        return matcher.group(1);
    }

    private static String sha256(String text) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}
