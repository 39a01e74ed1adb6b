package dev.muster.agent.probe;

import dev.muster.core.blueprint.Blueprint;
import dev.muster.core.blueprint.BlueprintReader;
import dev.muster.core.blueprint.Libraries;
import dev.muster.core.problem.Problems;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A real Litecoin Core on regtest, bound to loopback, ended by its own process id. */
final class RealLitecoin implements AutoCloseable {
    static final Path PROGRAM = Path.of("/usr/lib/litecoin/litecoind");

    private final Process process;
    final int rpcPort;
    final int peerPort;

    /** @param connect port of the node to follow; 0 for none */
    RealLitecoin(Path folder, int connect) throws IOException {
        this.rpcPort = freePort();
        this.peerPort = freePort();
        Files.createDirectories(folder);
        List<String> command = new ArrayList<>(List.of(
                PROGRAM.toString(),
                "-regtest",
                "-datadir=" + folder,
                "-bind=127.0.0.1:" + peerPort,
                "-rpcbind=127.0.0.1",
                "-rpcallowip=127.0.0.1",
                "-rpcport=" + rpcPort,
                "-rpcuser=muster",
                "-rpcpassword=" + ProbeKit.SECRET,
                "-listen=1",
                "-listenonion=0",
                "-dnsseed=0",
                "-discover=0",
                "-upnp=0"));
        command.add(connect == 0 ? "-connect=0" : "-connect=127.0.0.1:" + connect);
        this.process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(new File(folder.toFile(), "output"))
                .start();
    }

    private static int freePort() throws IOException {
        try (ServerSocket once = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return once.getLocalPort();
        }
    }

    static Blueprint blueprint() {
        Path root = Path.of(System.getProperty("muster.root", "."), "blueprints");
        return Libraries.folder(root)
                .find("litecoin")
                .flatMap(folder -> BlueprintReader.read(folder, new Problems()))
                .orElseThrow();
    }

    Endpoints endpoints(String password) {
        return new Endpoints(
                blueprint().endpoints(),
                "127.0.0.1",
                Map.of("rpc", rpcPort),
                text -> text.replace("{{network.chain}}", "regtest"),
                name -> password);
    }

    Prober prober(String password) {
        return new Prober(blueprint().probes(), blueprint().gauges(), endpoints(password));
    }

    JsonRpc rpc() {
        return new JsonRpc(endpoints(ProbeKit.SECRET), Duration.ofSeconds(20));
    }

    void mine(int blocks) throws ProbeException {
        rpc().call("rpc", "generatetoaddress", "[" + blocks + ", \"rltc1qktfrrgkc4uvjnxmdl40ghu60wp7w0v0rw7f6de\"]");
    }

    void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("sh", "-c", "kill -s " + name + " " + process.pid())
                .start()
                .waitFor();
    }

    @Override
    public void close() throws IOException {
        try {
            signal("CONT");
            process.destroy();
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
