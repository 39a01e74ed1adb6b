package dev.muster.aws.boot;

import dev.muster.agent.testing.Needs;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Enough of an instance to run user data: a network of its own in which nothing is but the metadata service and AWS, and
 * an {@code /opt} of its own.
 */
final class Machine implements AutoCloseable {
    private static final String SCRIPT = """
            set -eu
            ip link set lo up
            ip address add 169.254.169.254/32 dev lo
            mount -t tmpfs tmpfs /opt
            : >"$3/relay"
            "$1" -XX:TieredStopAtLevel=1 -cp "$2" dev.muster.aws.boot.Relay \
              169.254.169.254 80 "$3/metadata" 127.0.0.1 8080 "$3/aws" >>"$3/relay" &
            relay=$!
            until grep -q listening "$3/relay"; do kill -0 $relay; sleep 0.1; done
            code=0
            S3=http://127.0.0.1:8080/$4 CLOUDFORMATION=http://127.0.0.1:8080 OUT="$3" bash "$3/user-data" || code=$?
            kill $relay
            exit $code
            """;

    private final Path folder;
    private final Relay metadata;
    private final Relay aws;

    Machine(Path folder, Metadata metadata, URI aws) throws IOException {
        Needs.root();
        Needs.tool("ip");
        Needs.tool("unshare");
        Needs.tool("curl");
        Needs.that(!System.getProperty("java.home").startsWith("/opt"), "a JDK that is not below /opt");
        this.folder = folder;
        this.metadata = relay("metadata", metadata.port());
        this.aws = relay("aws", aws.getPort());
    }

    private Relay relay(String name, int port) throws IOException {
        return Relay.between(
                UnixDomainSocketAddress.of(folder.resolve(name)),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    /** Runs a script as the first of a boot; its exit code. */
    int boot(String userData, String bucket) throws Exception {
        Files.writeString(folder.resolve("user-data"), userData);
        Path classes = Path.of(
                Relay.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        Process process = new ProcessBuilder(List.of(
                        "unshare",
                        "--net",
                        "--mount",
                        "sh",
                        "-c",
                        SCRIPT,
                        "sh",
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        classes.toString(),
                        folder.toString(),
                        bucket))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("console").toFile())
                .start();
        if (!process.waitFor(3, TimeUnit.MINUTES)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        return process.waitFor();
    }

    /** What the script wrote. */
    String console() throws IOException {
        return Files.readString(folder.resolve("console"));
    }

    @Override
    public void close() throws IOException {
        metadata.close();
        aws.close();
    }
}
