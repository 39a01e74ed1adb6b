package dev.muster.e2e.boot;

import dev.muster.agent.testing.Needs;
import dev.muster.aws.boot.Metadata;
import dev.muster.aws.boot.Relay;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Enough of an instance to prepare one: a network in which nothing is but the metadata service and AWS, disks of its
 * own, and folders of the system that are empty. Its mounts go with it.
 */
final class Chamber implements AutoCloseable {
    private static final String JAR = System.getProperty("muster.jar", "../cli/target/muster.jar");
    private static final String TWICE = "1 2";
    private static final String SCRIPT = """
            set -eu
            java=$1 classes=$2 folder=$3 jar=$4 slot=$5
            shift 5
            ip link set lo up
            ip address add 169.254.169.254/32 dev lo
            mount --bind "$folder/sys-block" /sys/block
            for each in /run /etc/profile.d /mnt; do mount -t tmpfs tmpfs "$each"; done
            : >"$folder/relay"
            "$java" -XX:TieredStopAtLevel=1 -cp "$classes" dev.muster.aws.boot.Relay \
              169.254.169.254 80 "$folder/metadata" 127.0.0.1 8080 "$folder/aws" >>"$folder/relay" &
            relay=$!
            trap 'kill $relay 2>/dev/null || :' EXIT
            until grep -q listening "$folder/relay"; do kill -0 $relay; sleep 0.1; done
            export DEPLOYMENT=lite SLOT=$slot REGION=us-east-1 BUCKET=muster-123456789012-us-east-1
            export AWS_ENDPOINT_URL=http://127.0.0.1:8080
            for turn in $turns; do
              [ $turn = 1 ] || [ -z "${away-}" ] || kill $relay
              "$java" -XX:TieredStopAtLevel=1 -XX:-UsePerfData -jar "$jar" agent prepare "$folder/lite/$slot" \
                --boot "$folder/boot" --user nobody --at /mnt/data "$@"
            done
            echo "== seen"
            findmnt -n -o SOURCE,FSTYPE /mnt/data
            stat -c '%n %U %a' /mnt/data /run/muster/lite/secrets/* "$folder/lite/$slot/node.json"
            readlink "$folder/lite/$slot/data" "$folder/lite/secrets"
            cat /etc/profile.d/muster.sh
            ls /mnt/data
            sha256sum /mnt/data/chain || true
            echo "written by the node" >/mnt/data/chain
            """;

    private final Path folder;
    private final String slot;
    private final List<Relay> relays = new ArrayList<>();

    Chamber(Path folder, Metadata metadata, URI aws) throws IOException {
        this(folder, metadata, aws, "1");
    }

    /** @param slot the slot's word */
    Chamber(Path folder, Metadata metadata, URI aws, String slot) throws IOException {
        this.slot = slot;
        Needs.root();
        Needs.tool("ip");
        Needs.tool("unshare");
        this.folder = folder;
        relays.add(relay("metadata", metadata.port()));
        relays.add(relay("aws", aws.getPort()));
    }

    private Relay relay(String name, int port) throws IOException {
        Files.deleteIfExists(folder.resolve(name));
        return Relay.between(
                UnixDomainSocketAddress.of(folder.resolve(name)),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    /** Prepares the slot, twice, and looks around. */
    String prepare(int exit, String... more) throws Exception {
        return prepare(exit, TWICE, false, more);
    }

    /** The same, once: where it is not about what a second time changes. */
    String prepareOnce(int exit, String... more) throws Exception {
        return prepare(exit, "1", false, more);
    }

    /** The same, with AWS and the metadata service gone in between. */
    String prepareCutOff(int exit) throws Exception {
        return prepare(exit, TWICE, true);
    }

    private String prepare(int exit, String turns, boolean away, String... more) throws Exception {
        Path classes = Path.of(
                Relay.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        List<String> command = new ArrayList<>(List.of("unshare", "--net", "--mount", "sh", "-c", SCRIPT, "sh"));
        command.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
        command.addAll(List.of(
                classes.toString(),
                folder.toString(),
                Path.of(JAR).toAbsolutePath().toString(),
                slot));
        command.addAll(List.of(more));
        Path console = folder.resolve("console");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(console.toFile());
        builder.environment().put("turns", turns);
        builder.environment().put("away", away ? "yes" : "");
        Process process = builder.start();
        if (!process.waitFor(10, TimeUnit.MINUTES)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        String text = Files.readString(console);
        if (process.waitFor() != exit) {
            throw new AssertionError("exit " + process.exitValue() + "\n" + text);
        }
        return text;
    }

    @Override
    public void close() throws IOException {
        for (Relay relay : relays) {
            relay.close();
        }
    }
}
