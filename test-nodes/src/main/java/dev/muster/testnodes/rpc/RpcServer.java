package dev.muster.testnodes.rpc;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;

/**
 * The HTTP side: who may ask, what is not even looked at, and the statuses for it.
 *
 * <p>Source: {@code HTTPReq_JSONRPC} in src/httprpc.cpp of bitcoin/bitcoin at 1b3d58f128a5, read 2026-11-22, and
 * answers recorded from litecoind 0.21.2.1.
 */
public final class RpcServer implements AutoCloseable {
    private static final Duration AFTER_WRONG_PASSWORD = Duration.ofMillis(250);
    private static final String REALM = "Basic realm=\"jsonrpc\"";

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final InetSocketAddress address;
    private HttpServer server;
    private boolean refusing;
    private final RpcTable table;
    private final Credentials credentials;
    private final BooleanSupplier silent;

    /**
     * @param silent while true a request is taken and never answered, as by a program that hangs
     */
    public RpcServer(InetSocketAddress address, RpcTable table, Credentials credentials, BooleanSupplier silent)
            throws IOException {
        this.table = table;
        this.credentials = credentials;
        this.silent = silent;
        server = listen(address);
        this.address = server.getAddress();
    }

    private HttpServer listen(InetSocketAddress where) throws IOException {
        HttpServer fresh = HttpServer.create(where, 16);
        fresh.setExecutor(threads);
        fresh.createContext("/", this::handle);
        fresh.start();
        return fresh;
    }

    /** While true nobody listens, as when a program has closed its port and does not end. */
    public void refuse(boolean wanted) {
        if (wanted && !refusing) {
            server.stop(0);
            refusing = true;
        } else if (!wanted && refusing) {
            try {
                server = listen(address);
                refusing = false;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    public InetSocketAddress address() {
        return address;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            keepSilent();
            String path = exchange.getRequestURI().getPath();
            if (!path.equals("/") && !path.startsWith("/wallet/")) {
                send(exchange, 404, "");
            } else if (!exchange.getRequestMethod().equals("POST")) {
                send(exchange, 405, "JSONRPC server handles only POST requests");
            } else if (authorised(exchange)) {
                answer(exchange, path);
            }
        }
    }

    private boolean authorised(HttpExchange exchange) throws IOException {
        String header = exchange.getRequestHeaders().getFirst("Authorization");
        if (header != null && credentials.accept(header)) {
            return true;
        }
        if (header != null) {
            pause(AFTER_WRONG_PASSWORD);
        }
        exchange.getResponseHeaders().set("WWW-Authenticate", REALM);
        send(exchange, 401, "");
        return false;
    }

    private void answer(HttpExchange exchange, String path) throws IOException {
        String request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        RpcReply reply = RpcReply.to(path, request, table);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        send(exchange, reply.status(), reply.body() + "\n");
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private void keepSilent() {
        while (silent.getAsBoolean()) {
            pause(Duration.ofMillis(50));
        }
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
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
