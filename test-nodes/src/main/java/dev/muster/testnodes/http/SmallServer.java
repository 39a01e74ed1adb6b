package dev.muster.testnodes.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;

/** Answers HTTP on loopback. */
public final class SmallServer implements AutoCloseable {
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;
    private final Handler handler;
    private final BooleanSupplier silent;

    /** What is asked. */
    public record Request(String method, String path, Optional<String> authorization, String body) {}

    /** What is answered. */
    public record Reply(int status, String type, String body) {
        public static Reply json(Object json) {
            return new Reply(200, "application/json", json + "");
        }

        public static Reply text(String text) {
            return text(200, text);
        }

        public static Reply text(int status, String text) {
            return new Reply(status, "text/plain; charset=utf-8", text);
        }
    }

    /** Who answers. */
    @FunctionalInterface
    public interface Handler {
        Reply answer(Request request) throws IOException;
    }

    /** @param silent while true a request is taken and never answered, as by a program that hangs */
    public SmallServer(int port, Handler handler, BooleanSupplier silent) throws IOException {
        this.handler = handler;
        this.silent = silent;
        server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), 64);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            while (silent.getAsBoolean()) {
                pause();
            }
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            send(
                    exchange,
                    handler.answer(new Request(
                            exchange.getRequestMethod(),
                            exchange.getRequestURI().getPath(),
                            Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization")),
                            body)));
        }
    }

    private static void send(HttpExchange exchange, Reply reply) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", reply.type());
        byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            throw new IllegalStateException("the server is being closed", e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
