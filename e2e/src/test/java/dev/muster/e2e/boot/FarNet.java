package dev.muster.e2e.boot;

import dev.muster.agent.testing.Loops;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** A network namespace with nothing in it but the metadata service, AWS, and a Litecoin node of its own that has blocks. */
final class FarNet implements AutoCloseable {
    static final int BLOCKS = 30;
    static final int PEER_PORT = 29_444;

    private final String name = "muster-boot-" + ProcessHandle.current().pid();
    private final Path folder;
    private final List<Process> processes = new ArrayList<>();
    private final List<Relay> relays = new ArrayList<>();
    private final Metadata metadata;
    private final URI aws;
    private final Thread whenKilled = new Thread(this::end);

    FarNet(Path folder, Metadata metadata, URI aws) throws Exception {
        Needs.root();
        Needs.tool("ip");
        this.folder = folder;
        this.metadata = metadata;
        this.aws = aws;
        Loops.run("ip", "netns", "add", name);
        Runtime.getRuntime().addShutdownHook(whenKilled);
        Loops.run("ip", "-n", name, "link", "set", "lo", "up");
        Loops.run("ip", "-n", name, "address", "add", "169.254.169.254/32", "dev", "lo");
        back();
        Path classes = Path.of(
                Relay.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        start(
                "relay",
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classes.toString(),
                "dev.muster.aws.boot.Relay",
                "169.254.169.254",
                "80",
                folder.resolve("metadata").toString(),
                "127.0.0.1",
                "8080",
                folder.resolve("aws").toString());
        peer();
        await(
                Duration.ofMinutes(1),
                "the relay",
                () -> Files.readString(folder.resolve("relay.log")).contains("listening"));
    }

    /** AWS and the metadata service answer nobody in there any more. */
    void away() throws IOException {
        for (Relay relay : relays) {
            relay.close();
        }
        relays.clear();
    }

    /** They answer again. */
    void back() throws IOException {
        if (relays.isEmpty()) {
            relay("metadata", metadata.port());
            relay("aws", aws.getPort());
        }
    }

    /** Takes away the rules of an instance that was in there: they would outlive it, as they do nowhere else. */
    void open() {
        Loops.run("ip", "netns", "exec", name(), "nft", "flush", "ruleset");
    }

    /** What `ip netns` calls it. */
    String name() {
        return String.valueOf(Path.of(path()).getFileName());
    }

    private void relay(String socket, int port) throws IOException {
        Files.deleteIfExists(folder.resolve(socket));
        relays.add(Relay.between(
                UnixDomainSocketAddress.of(folder.resolve(socket)),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port)));
    }

    private void peer() throws Exception {
        Path data = Files.createDirectories(folder.resolve("peer"));
        start(
                "peer",
                "/usr/lib/litecoin/litecoind",
                "-regtest",
                "-datadir=" + data,
                "-bind=127.0.0.1:" + PEER_PORT,
                "-rpcbind=127.0.0.1",
                "-rpcallowip=127.0.0.1",
                "-rpcport=29443",
                "-connect=0",
                "-listen=1",
                "-listenonion=0",
                "-dnsseed=0",
                "-discover=0",
                "-upnp=0");
        mine(BLOCKS);
    }

    /** The peer finds blocks. */
    void mine(int count) throws Exception {
        String command = "litecoin-cli -regtest -datadir=" + folder.resolve("peer") + " -rpcport=29443 -rpcwait"
                + " -rpcclienttimeout=60 generatetoaddress " + count + " rltc1qktfrrgkc4uvjnxmdl40ghu60wp7w0v0rw7f6de";
        Loops.run("ip", "netns", "exec", name, "sh", "-c", command);
    }

    private void start(String log, String... argv) throws IOException {
        List<String> command = new ArrayList<>(List.of("ip", "netns", "exec", name));
        command.addAll(List.of(argv));
        processes.add(new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(log + ".log").toFile())
                .start());
    }

    /** What an address answers in there; empty if nobody does. */
    String ask(String url, String... more) throws Exception {
        List<String> command = new ArrayList<>(List.of("ip", "netns", "exec", name, "curl", "-s", "-m", "5"));
        command.addAll(List.of(more));
        command.add(url);
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        return new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    }

    String path() {
        return "/run/netns/" + name;
    }

    static void await(Duration most, String what, Callable<Boolean> there) throws Exception {
        long until = System.nanoTime() + most.toNanos();
        while (!there.call()) {
            if (System.nanoTime() > until) {
                throw new AssertionError("in " + most.toSeconds() + " s there was no " + what);
            }
            Thread.sleep(200);
        }
    }

    private void end() {
        for (Process process : processes) {
            process.destroy();
            try {
                if (!process.waitFor(20, TimeUnit.SECONDS)) {
                    process.destroyForcibly().waitFor();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        Loops.run("ip", "netns", "delete", name);
    }

    @Override
    public void close() throws IOException {
        end();
        Runtime.getRuntime().removeShutdownHook(whenKilled);
        away();
    }
}
