package dev.muster.e2e;

import com.sun.net.httpserver.HttpServer;
import dev.muster.testnodes.bitcoin.BitcoinRelease;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Blueprint bitcoin with the stand-in in the place of Bitcoin Core: fetched from a server of this machine. */
final class StandInBitcoin implements AutoCloseable {
    private final HttpServer server;
    private final Path blueprints;

    /**
     * @param knobs of the stand-in from its start on
     * @param stalledAfter of the blueprint
     */
    StandInBitcoin(Path folder, Map<String, String> knobs, String stalledAfter) throws IOException {
        Path releases = Files.createDirectories(folder.resolve("releases"));
        Path release = BitcoinRelease.build(releases, knobs);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
        server.createContext("/", exchange -> {
            Path file = releases.resolve(exchange.getRequestURI().getPath().substring(1))
                    .normalize();
            try (exchange) {
                if (file.startsWith(releases) && Files.isRegularFile(file)) {
                    exchange.sendResponseHeaders(200, Files.size(file));
                    Files.copy(file, exchange.getResponseBody());
                } else {
                    exchange.sendResponseHeaders(404, -1);
                }
            }
        });
        server.start();
        blueprints = folder.resolve("blueprints");
        copy(Files.readAllLines(release.resolve("SHA256SUMS")), stalledAfter);
    }

    private void copy(List<String> sums, String stalledAfter) throws IOException {
        Path from = Muster.repository("blueprints");
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path to = blueprints.resolve(from.relativize(file).toString());
                Files.createDirectories(to.resolveSibling("."));
                Files.writeString(to, changed(Files.readString(file), sums, stalledAfter));
            }
        }
    }

    private String changed(String text, List<String> sums, String stalledAfter) {
        String sum = "sha256:" + sums.getFirst().replaceFirst(" .*", "");
        return text.replace(
                        "https://bitcoincore.org/bin/",
                        "http://127.0.0.1:" + server.getAddress().getPort() + "/")
                .replace("sha256:b80d9c3e04da78fb6f0569685673418cf686fadba9042d926d13fb87ff503f9e", sum)
                .replace("sha256:dcf1873f2208ba4f962f3398d47e154c39c0084be8f4553e05c940d0ace3d004", sum)
                .replace("stalled-after: 20m", "stalled-after: " + stalledAfter)
                .replace("every: 2s", "every: 1s");
    }

    /** For {@code --blueprints}. */
    String blueprints() {
        return blueprints.toString();
    }

    /** Turns a knob of a running stand-in. */
    static void turn(Path dataFolder, String knobs) throws IOException {
        Path fresh = dataFolder.resolve("standin.fresh");
        Files.writeString(fresh, knobs);
        Files.move(
                fresh,
                dataFolder.resolve("standin.properties"),
                java.nio.file.StandardCopyOption.ATOMIC_MOVE,
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
