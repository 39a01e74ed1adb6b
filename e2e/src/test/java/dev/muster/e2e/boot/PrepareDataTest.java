package dev.muster.e2e.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.agent.testing.Archives;
import dev.muster.aws.boot.Metadata;
import dev.muster.aws.cloud.Cloud;
import dev.muster.aws.front.Call;
import dev.muster.aws.synth.BlueprintFiles;
import dev.muster.core.blueprint.Libraries;
import dev.muster.core.spec.SpecReader;
import dev.muster.core.spec.SpecReader.Resolved;
import dev.muster.core.value.Region;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;

/** What a machine's disk gets before its node starts: a dataset of the bucket; and whose disk it is, in a fleet. */
class PrepareDataTest {
    private static final byte[] PACKED =
            Archives.make("chain.tar.zst", Archives.file("regtest/blocks/blk00000.dat", "x".repeat(100_000)));
    private static final String SPEC = """
            muster: 1
            name: lite
            blueprint: litecoin
            network: regtest
            version: 0.21.2.1
            target: aws
            """;
    private static final String SINGLE = SPEC + """
            dataset: {object: ltc/chain.tar.zst, checksum: "sha256:%s", needs: 1 MB}
            aws:
              region: us-east-1
              volume: {size: 1 GiB}
            """;
    private static final String FLEET = SPEC + """
            topology: fleet
            aws:
              regions: [us-east-1]
              volume: {size: 1 GiB}
            """;

    private static Account account;
    private static Metadata metadata;

    @TempDir
    Path folder;

    private LoopVolume volume;

    @BeforeAll
    static void start() throws Exception {
        account = new Account();
        metadata = new Metadata();
    }

    @AfterAll
    static void stop() {
        metadata.close();
        account.close();
    }

    private void put(String spec, String slot) throws Exception {
        account.empty();
        Resolved resolved = SpecReader.read(
                "muster.yaml",
                spec,
                Libraries.folder(
                        Path.of(System.getProperty("muster.root", "..")).resolve("blueprints")),
                same -> same);
        BlueprintFiles files = new BlueprintFiles(resolved);
        account.up(resolved, files);
        for (Map.Entry<String, byte[]> file :
                files.of(new Region("us-east-1"), slot).entrySet()) {
            Path path = folder.resolve("boot").resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
        }
    }

    private void disk(String id) throws Exception {
        volume = new LoopVolume(folder, id, 640L << 20);
        account.front().with(volume);
    }

    @AfterEach
    void detach() {
        account.front().without(volume);
        volume.close();
    }

    private String prepare(int exit, String slot) throws Exception {
        account.front().forgetCalls();
        try (Chamber chamber = new Chamber(folder, metadata, account.front().uri(), slot)) {
            return chamber.prepare(exit);
        }
    }

    private static String report() {
        try (Cloud cloud = account.cloud()) {
            return new String(
                    cloud.objects(Account.BUCKET).get("reports/lite/1.json").orElseThrow(), StandardCharsets.UTF_8);
        }
    }

    private void bucket(String sum) throws Exception {
        put(SINGLE.formatted(sum), "1");
        try (Cloud cloud = account.cloud()) {
            cloud.s3()
                    .putObject(
                            ask -> ask.bucket(Account.BUCKET).key("datasets/ltc/chain.tar.zst"),
                            RequestBody.fromBytes(PACKED));
        }
        disk(account.volume());
        metadata.instance(account.instance(), "");
    }

    private static String sum() throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(PACKED));
    }

    /** Sabotage that turns it red: requests for the bucket are not signed; folders are made on the volume before. */
    @Test
    void aDatasetOfTheBucketIsRestoredOnceAndToldOf() throws Exception {
        bucket(sum());
        String said = prepare(0, "1");
        assertThat(said)
                .contains("dataset: \"chain.tar.zst\" is restored, from an archive of")
                .contains("dataset: \"chain.tar.zst\" was restored earlier");
        assertThat(said.substring(said.indexOf("== seen"))).contains("\nregtest\n");
        assertThat(report()).contains("\"starting\"", "was restored earlier");
    }

    /** Sabotage that turns it red: prepare goes on with the next step after a bad dataset. */
    @Test
    void aBadDatasetOfTheBucketEndsThePreparationAndIsToldOf() throws Exception {
        bucket("0".repeat(64));
        assertThat(prepare(1, "1"))
                .contains("it should be sha256:0000", "bucket:/datasets/ltc/chain.tar.zst")
                .contains("\"dataset: none\" in the spec");
        assertThat(report()).contains("\"failed\"", "it should be sha256:0000");
    }

    /** Sabotage that turns it red: the disk is looked for by its size, or the first that is attached is taken. */
    @Test
    void aFleetsInstanceFindsTheDiskThatCameWithIt() throws Exception {
        put(FLEET, "fleet");
        String instance = account.instance();
        metadata.instance(instance, "");
        String ours;
        try (Cloud cloud = account.cloud()) {
            attach(cloud, instance, create(cloud), "/dev/sdg");
            ours = create(cloud);
            disk(ours);
            attach(cloud, instance, ours, "/dev/sdf");
        }
        assertThat(prepare(0, "fleet"))
                .contains("volume: " + ours + " is mounted at /mnt/data", "with a new file system")
                .contains(volume.device() + " xfs");
        assertThat(account.front().calls()).extracting(Call::action).containsOnly("DescribeVolumes", "GetSecretValue");
    }

    private static String create(Cloud cloud) {
        return cloud.query("ec2")
                .call("CreateVolume", Map.of("AvailabilityZone", "us-east-1a", "Size", "1", "VolumeType", "gp3"))
                .first("volumeId")
                .orElseThrow();
    }

    private static void attach(Cloud cloud, String instance, String volume, String device) {
        cloud.query("ec2").call("AttachVolume", Map.of("VolumeId", volume, "InstanceId", instance, "Device", device));
    }
}
