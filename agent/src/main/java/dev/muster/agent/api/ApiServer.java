package dev.muster.agent.api;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The agent's interface over HTTP. {@code /health} is open, for load balancers; everything else wants the token as
 * {@code Authorization: Bearer}. A request from a page in a browser is refused, as it carries an Origin.
 */
public final class ApiServer implements AutoCloseable {
    private static final int MOST_BODY = 1 << 20;

    private final HttpServer server;
    private final ExecutorService threads;
    private final String token;
    private final AgentFace agent;

    /** @throws IOException if the port is taken */
    public ApiServer(InetSocketAddress address, String token, AgentFace agent) throws IOException {
        this.server = HttpServer.create(address, 16);
        this.token = token;
        this.agent = agent;
        this.threads = Executors.newFixedThreadPool(4, work -> {
            Thread thread = new Thread(work, "api");
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** The port it listens on. */
    public int port() {
        return server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            ApiAnswer answer;
            try {
                answer = answer(exchange);
            } catch (IllegalArgumentException e) {
                answer = ApiAnswer.error(400, String.valueOf(e.getMessage()));
            } catch (IOException | RuntimeException e) {
                answer = ApiAnswer.error(500, String.valueOf(e.getMessage()));
            }
            send(exchange, answer);
        }
    }

    private ApiAnswer answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String method = exchange.getRequestMethod();
        if (path.equals("/health")) {
            return agent.health();
        }
        if (exchange.getRequestHeaders().containsKey("Origin") || !authorised(exchange)) {
            return ApiAnswer.error(401, "the token is missing or wrong");
        }
        Map<String, String> query = query(exchange.getRequestURI().getRawQuery());
        return switch (method + " " + path) {
            case "GET /report" -> agent.report();
            case "GET /metrics" -> agent.metrics();
            case "GET /events" -> agent.events(query);
            case "GET /history" -> agent.history(query);
            case "GET /logs" -> agent.logs(query);
            case "POST /commands" -> agent.command(body(exchange));
            case "POST /rpc" -> agent.rpc(body(exchange));
            default -> ApiAnswer.error(404, "there is nothing at " + method + " " + path);
        };
    }

    private boolean authorised(HttpExchange exchange) {
        String given = exchange.getRequestHeaders().getFirst("Authorization");
        byte[] wanted = ("Bearer " + token).getBytes(StandardCharsets.UTF_8);
        return given != null && MessageDigest.isEqual(wanted, given.getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, String> query(@org.jspecify.annotations.Nullable String raw) {
        Map<String, String> query = new HashMap<>();
        if (raw != null) {
            for (String pair : raw.split("&", -1)) {
                int equals = pair.indexOf('=');
                if (equals > 0) {
                    query.put(
                            pair.substring(0, equals),
                            java.net.URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
                }
            }
        }
        return query;
    }

    private static String body(HttpExchange exchange) throws IOException {
        byte[] bytes = exchange.getRequestBody().readNBytes(MOST_BODY + 1);
        if (bytes.length > MOST_BODY) {
            throw new IllegalArgumentException("the request is larger than 1 MiB");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static void send(HttpExchange exchange, ApiAnswer answer) throws IOException {
        byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", answer.type());
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(answer.code(), head ? -1 : bytes.length);
        if (!head) {
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
