package dev.muster.e2e.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.aws.boot.Metadata;
import dev.muster.aws.front.Call;
import dev.muster.aws.synth.BlueprintFiles;
import dev.muster.core.blueprint.Libraries;
import dev.muster.core.spec.SpecReader;
import dev.muster.core.spec.SpecReader.Resolved;
import dev.muster.core.value.Region;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A machine of a slot's own is prepared by the real program: its volume comes when AWS has attached it, and secrets are
 * for the node alone.
 *
 * <p>Sabotage: a volume that another instance has is taken as attached; secrets are written for everybody.
 */
class PrepareTest {
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

    private static Account account;
    private static Metadata metadata;

    @TempDir
    Path folder;

    private LoopVolume volume;
    private String instance;
    private String id;

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

    @BeforeEach
    void up() throws Exception {
        account.empty();
        put(SPEC);
    }

    private void put(String spec) throws Exception {
        Resolved resolved = SpecReader.read(
                "muster.yaml",
                spec,
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
    void detach() {
        account.front().without(volume);
        volume.close();
    }

    private String prepare(int exit, String... more) throws Exception {
        try (Chamber chamber = new Chamber(folder, metadata, account.front().uri())) {
            return chamber.prepare(exit, more);
        }
    }

    @Test
    void theVolumeIsAttachedFormattedMountedAndKeptWhenTheInstanceIsReplaced() throws Exception {
        account.front().forgetCalls();
        String first = prepare(0);
        assertThat(first)
                .contains(
                        "volume: " + id + " is mounted at /mnt/data",
                        "with a new file system",
                        "secrets: rpc-password",
                        "software: node by package 0.21.2.1",
                        volume.device() + " xfs",
                        "/mnt/data nobody 755",
                        "/run/muster/lite/secrets/rpc-password nobody 600",
                        "/node.json nobody 644",
                        "export CHAIN_DATA=/mnt/data");
        assertThat(account.front().calls("AttachVolume"))
                .singleElement()
                .satisfies(call -> assertThat(call.value("InstanceId")).contains(instance));
        assertThat(account.front().calls())
                .extracting(Call::action)
                .containsOnly("DescribeVolumes", "AttachVolume", "GetSecretValue");

        try (var cloud = account.cloud()) {
            cloud.query("ec2").call("DetachVolume", Map.of("VolumeId", id, "InstanceId", instance));
        }
        instance = account.instance();
        metadata.instance(instance, "");
        dev.muster.agent.files.Whole.remove(folder.resolve("lite"));
        String second = prepare(0);
        assertThat(second).doesNotContain("new file system");
        assertThat(second.substring(second.indexOf("== seen"))).contains("\nchain\n");
    }

    @Test
    void aVolumeThatAnotherInstanceHoldsIsWaitedForAndNeverForced() throws Exception {
        String other = account.instance();
        try (var cloud = account.cloud()) {
            cloud.query("ec2").call("AttachVolume", Map.of("VolumeId", id, "InstanceId", other, "Device", "/dev/sdf"));
        }
        volume.vanish();
        account.front().forgetCalls();
        assertThat(prepare(1, "--patience", "3s"))
                .contains(
                        "volume: waiting for instance " + other + " to let go of volume " + id,
                        "error: volume " + id + " has been held by instance " + other + " for 3 s",
                        "aws ec2 detach-volume --force --volume-id " + id);
        assertThat(account.front().calls("DetachVolume")).isEmpty();
    }

    /** Sabotage: what is known of the volume is not kept. */
    @Test
    void aMachineThatHasAllItNeedsIsPreparedWhileAwsIsAway() throws Exception {
        try (Chamber chamber = new Chamber(folder, metadata, account.front().uri())) {
            assertThat(chamber.prepareCutOff(0))
                    .contains("AWS does not answer")
                    .contains("secrets: ", "goes on with what is known from before", "secrets: rpc-password")
                    .contains(volume.device() + " xfs");
        }
    }

    @Test
    void theSlotsAddressFollowsIt() throws Exception {
        detach();
        account.empty();
        put(SPEC.replace("  volume:", "  address: true\n  volume:"));
        assertThat(prepare(0)).contains(" leads here");
        assertThat(account.front().calls("AssociateAddress")).hasSize(1);
    }
}
