package dev.muster.e2e;

import dev.muster.agent.testing.Needs;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The real HAProxy before nodes. Each answer carries the header X-Server: {@code slot1}, {@code slot2}, ... */
final class HaProxy implements AutoCloseable {
    private final Path folder;
    private final int port;
    private final Process process;

    /** A node: where its RPC is, and its agent. */
    record Node(int rpc, int agent) {}

    /**
     * What HAProxy told of a server.
     *
     * @param asked when it was asked, as System.nanoTime
     * @param told when it had answered
     * @param total requests sent to the server so far
     */
    record Look(long asked, long told, boolean up, long total) {}

    HaProxy(Path folder, List<Node> nodes) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.port = freePort();
        Path file = Files.writeString(folder.resolve("haproxy.cfg"), configuration(nodes));
        process = new ProcessBuilder(Needs.tool("haproxy").toString(), "-db", "-f", file.toString())
                .redirectErrorStream(true)
                .redirectOutput(log().toFile())
                .start();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /**
     * The agent's health decides alone, and has waited for a second bad probe already. What is tried again is only a
     * connection that a node did not take: no request is ever sent twice. A node gets no more requests at once than
     * its queue of RPC takes, so that few wait for one that went silent. Each request has a connection of its own: one
     * that is used again may end at that moment, and would count as a request that was lost though no node has seen it.
     */
    private String configuration(List<Node> nodes) {
        return """
                global
                  nbthread 1
                  stats socket %s mode 600
                defaults
                  mode http
                  timeout connect 1s
                  timeout client 30s
                  timeout server 5s
                  timeout queue 5s
                  timeout check 1s
                  option httpclose
                  retries 3
                  option redispatch 1
                  retry-on conn-failure
                frontend rpc
                  bind 127.0.0.1:%d
                  http-after-response set-header X-Server %%[srv_name]
                  default_backend nodes
                backend nodes
                  balance roundrobin
                  option httpchk GET /health
                  http-check expect status 200
                  default-server check inter 500ms fastinter 200ms fall 2 rise 2 maxconn 12
                %s""".formatted(socket(), port, servers(nodes));
    }

    private static String servers(List<Node> nodes) {
        return IntStream.range(0, nodes.size())
                .mapToObj(index -> "  server slot%d 127.0.0.1:%d port %d\n"
                        .formatted(
                                index + 1,
                                nodes.get(index).rpc(),
                                nodes.get(index).agent()))
                .collect(Collectors.joining());
    }

    private Path socket() {
        return folder.resolve("stats.sock");
    }

    private Path log() {
        return folder.resolve("haproxy.log");
    }

    /** Where it takes requests. */
    String url() {
        return "http://127.0.0.1:" + port + "/";
    }

    /** Waits until a server is out of service; tells of the first look that found it so. */
    Look out(String server, Duration most) throws IOException, InterruptedException {
        return looks(server, false, most).getLast();
    }

    /** Waits until a server is in service; tells of the last look that found it out. */
    Look back(String server, Duration most) throws IOException, InterruptedException {
        return looks(server, true, most).getFirst();
    }

    /** The last look before a change and the first one after it; between them pass 50 ms. */
    private List<Look> looks(String server, boolean up, Duration most) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        Look before = look(server);
        Look now = before;
        while (now.up() != up) {
            if (now.told() - begin > most.toNanos()) {
                throw new AssertionError("%s not %s within %s\n%s"
                        .formatted(server, up ? "in service" : "out of it", most, Files.readString(log())));
            }
            Thread.sleep(50);
            before = now;
            now = look(server);
        }
        return List.of(before, now);
    }

    private Look look(String server) throws IOException {
        long asked = System.nanoTime();
        List<String[]> rows =
                ask("show stat").lines().map(line -> line.split(",", -1)).toList();
        List<String> head = Arrays.asList(rows.getFirst());
        String[] row = rows.stream()
                .filter(each -> each.length > 1 && each[0].equals("nodes") && each[1].equals(server))
                .findFirst()
                .orElseThrow();
        return new Look(
                asked,
                System.nanoTime(),
                row[head.indexOf("status")].startsWith("UP"),
                Long.parseLong(row[head.indexOf("stot")]));
    }

    private String ask(String question) throws IOException {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(socket()));
            channel.write(ByteBuffer.wrap((question + "\n").getBytes(StandardCharsets.US_ASCII)));
            return new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    /** Waits until it runs. */
    HaProxy started() throws Exception {
        Muster.until("HAProxy's socket", Duration.ofSeconds(10), () -> {
            if (!process.isAlive()) {
                throw new AssertionError(Files.readString(log()));
            }
            return Files.exists(socket());
        });
        return this;
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
