package dev.muster.aws.boot;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * An instance's metadata service, version 2: who has no token gets nothing. But for the versions by date, which only
 * cloud-init asks: it wants no token where it does not find AWS's own hardware (cloud-init 22.4, 2026-11-23). Paths and headers: "Use the Instance Metadata
 * Service", docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-service.html (2026-11-22).
 */
public final class Metadata implements AutoCloseable {
    /** The id of the instance. */
    public static final String INSTANCE = "i-00000000000000001";

    private static final String BASE = "/latest/meta-data/";
    private static final Map<String, String> FIRST = Map.of(
            "instance-id",
            INSTANCE,
            "iam/security-credentials/",
            "node-role",
            "iam/security-credentials/node-role",
            """
            {
              "Code" : "Success",
              "Type" : "AWS-HMAC",
              "AccessKeyId" : "ASIATEST",
              "SecretAccessKey" : "secret",
              "Token" : "session",
              "Expiration" : "2099-01-01T00:00:00Z"
            }""");

    private final HttpServer server;
    private final Map<String, String> values = new ConcurrentHashMap<>(FIRST);
    private final AtomicInteger tokens = new AtomicInteger(1);
    private final AtomicInteger away = new AtomicInteger();
    private volatile String userData = "";

    public Metadata() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** The next calls are not answered with what they want. */
    public void away(int calls) {
        away.set(calls);
    }

    /** From now on a path has this value. */
    public void say(String path, String value) {
        values.put(path, value);
    }

    /** From now on a path has none. */
    public void unsay(String path) {
        values.remove(path);
    }

    /** Tokens that were given out count no more. */
    public void forgetTokens() {
        tokens.incrementAndGet();
    }

    /** From now on this is another instance. */
    public void instance(String id, String script) {
        say("instance-id", id);
        userData = script;
    }

    private String token() {
        return "token-" + tokens.get();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            if (away.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                send(exchange, 503, "");
            } else if (exchange.getRequestMethod().equals("PUT") && path.equals("/latest/api/token")) {
                boolean told = exchange.getRequestHeaders().containsKey("X-aws-ec2-metadata-token-ttl-seconds");
                send(exchange, told ? 200 : 400, told ? token() : "");
            } else if (path.startsWith("/latest/")
                    && !token().equals(exchange.getRequestHeaders().getFirst("X-aws-ec2-metadata-token"))) {
                send(exchange, 401, "");
            } else {
                String value = value(path.replaceFirst("^/[0-9-]+/", "/latest/"));
                send(exchange, value == null ? 404 : 200, value == null ? "" : value);
            }
        }
    }

    private @Nullable String value(String path) {
        return switch (path) {
            case "/latest/user-data" -> userData.isEmpty() ? null : userData;
            case BASE -> "iam/\ninstance-id";
            case BASE + "iam/" -> "security-credentials/";
            default -> path.startsWith(BASE) ? values.get(path.substring(BASE.length())) : null;
        };
    }

    private static void send(HttpExchange exchange, int code, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(code, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
