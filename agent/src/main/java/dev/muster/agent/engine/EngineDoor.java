package dev.muster.agent.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muster.agent.files.Json;
import java.io.EOFException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/**
 * A socket for the node's user that looks like docker's own. Each connection carries one request, which is judged by
 * {@link EngineRules}, written anew and handed on; what came beside it is not. The engine itself is root's.
 */
public final class EngineDoor implements AutoCloseable {
    private static final int MOST_BODY = 1 << 20;
    private static final int AT_ONCE = 64;

    private final ServerSocketChannel server;
    private final Path engine;
    private final Tenant tenant;
    private final EngineRules rules;
    private final Consumer<String> refusals;
    private final Semaphore places = new Semaphore(AT_ONCE);

    /**
     * Opens it, for its owner alone: who may use it is said by who owns the file.
     *
     * @param at the socket to make; one that is there is replaced
     * @param engine docker's own socket
     * @param refusals hears what was refused
     */
    public EngineDoor(Path at, Path engine, Tenant tenant, Consumer<String> refusals) throws IOException {
        this.engine = engine;
        this.tenant = tenant;
        this.rules = new EngineRules(tenant);
        this.refusals = refusals;
        Files.deleteIfExists(at);
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(at));
        Files.setAttribute(at, "unix:mode", 0600);
        Files.setAttribute(at, "unix:gid", (int) tenant.gid());
        Files.setAttribute(at, "unix:uid", (int) tenant.uid());
    }

    /** Serves until it is closed. */
    public void serve() throws IOException, InterruptedException {
        while (server.isOpen()) {
            SocketChannel client = server.accept();
            places.acquire();
            Thread.ofVirtual().start(() -> {
                try (client) {
                    answer(client);
                } catch (IOException e) {
                    // Whoever went away sees its connection end.
                } finally {
                    places.release();
                }
            });
        }
    }

    private void answer(SocketChannel client) throws IOException {
        Head head = Head.read(client);
        String[] words = head.first().split(" ", -1);
        if (words.length != 3 || !head.field("transfer-encoding").isEmpty()) {
            refuse(client, 400, "a request that cannot be judged: " + head.first());
            return;
        }
        byte[] body = body(client, head);
        switch (rules.judge(words[0], words[1], body)) {
            case Verdict.Refused(String why) -> refuse(client, 403, why);
            case Verdict.Pass(String made) -> pass(client, head, words, made.getBytes(StandardCharsets.UTF_8));
            case Verdict.IfOurs(String container) -> {
                if (ours(container)) {
                    pass(client, head, words, body);
                } else {
                    refuse(client, 404, "No such container: " + container);
                }
            }
        }
    }

    private static byte[] body(SocketChannel client, Head head) throws IOException {
        String length = head.field("content-length");
        int size = length.isEmpty() ? 0 : Integer.parseInt(length);
        if (size < 0 || size > MOST_BODY) {
            throw new IOException("a body of " + length + " bytes");
        }
        ByteBuffer body = ByteBuffer.allocate(size);
        while (body.hasRemaining() && head.rest().hasRemaining()) {
            body.put(head.rest().get());
        }
        while (body.hasRemaining()) {
            if (client.read(body) < 0) {
                throw new EOFException("no whole body");
            }
        }
        return body.array();
    }

    /** By its label, which nobody but this door writes. */
    private boolean ours(String container) throws IOException {
        try (SocketChannel asked = SocketChannel.open(UnixDomainSocketAddress.of(engine))) {
            write(asked, "GET /containers/" + container + "/json HTTP/1.0\r\nHost: docker\r\n\r\n");
            Head head = Head.read(asked);
            ByteBuffer rest = ByteBuffer.allocate(MOST_BODY).put(head.rest());
            while (rest.hasRemaining() && asked.read(rest) >= 0) {
                Thread.onSpinWait();
            }
            JsonNode found = Json.tree(new String(rest.array(), 0, rest.position(), StandardCharsets.UTF_8));
            return found.path("Config")
                    .path("Labels")
                    .path(Tenant.LABEL)
                    .asText()
                    .equals(tenant.slot());
        }
    }

    private void pass(SocketChannel client, Head head, String[] words, byte[] body) throws IOException {
        boolean upgrade = head.field("upgrade").equals("tcp");
        try (SocketChannel asked = SocketChannel.open(UnixDomainSocketAddress.of(engine))) {
            write(
                    asked,
                    words[0] + " " + words[1] + " HTTP/1.1\r\nHost: docker\r\n"
                            + (body.length > 0 ? "Content-Type: application/json\r\n" : "")
                            + (words[0].equals("POST") ? "Content-Length: " + body.length + "\r\n" : "")
                            + (upgrade ? "Connection: Upgrade\r\nUpgrade: tcp\r\n\r\n" : "Connection: close\r\n\r\n"));
            write(asked, ByteBuffer.wrap(body));
            if (upgrade) {
                Head answered = Head.read(asked);
                write(client, text(answered));
                write(client, answered.rest());
                if (answered.first().contains(" 101 ")) {
                    // Only now may it say more: before, that would be another request, which nobody has judged.
                    Thread.ofVirtual().start(() -> pumpQuietly(client, asked));
                }
            }
            pump(asked, client);
        }
    }

    private static String text(Head head) {
        StringBuilder text = new StringBuilder(head.first()).append("\r\n");
        head.fields()
                .forEach((name, value) ->
                        text.append(name).append(": ").append(value).append("\r\n"));
        return text.append("\r\n").toString();
    }

    private static void pumpQuietly(SocketChannel from, SocketChannel to) {
        try {
            pump(from, to);
            to.shutdownOutput();
        } catch (IOException e) {
            // One side is gone, and the other way ends by it.
        }
    }

    private static void pump(SocketChannel from, SocketChannel to) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(16 << 10);
        while (from.read(bytes) >= 0) {
            write(to, bytes.flip());
            bytes.clear();
        }
    }

    private void refuse(SocketChannel client, int status, String why) throws IOException {
        if (status != 404) {
            refusals.accept(why);
        }
        byte[] body = Json.line(Map.of("message", why)).getBytes(StandardCharsets.UTF_8);
        write(
                client,
                "HTTP/1.1 " + status + " refused\r\nContent-Type: application/json\r\nConnection: close\r\n"
                        + "Content-Length: " + body.length + "\r\n\r\n");
        write(client, ByteBuffer.wrap(body));
    }

    private static void write(SocketChannel to, String text) throws IOException {
        write(to, ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1)));
    }

    private static void write(SocketChannel to, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            to.write(bytes);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
