package dev.muster.agent.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muster.agent.files.Json;
import dev.muster.agent.files.Whole;
import dev.muster.agent.slot.SlotFolder;
import dev.muster.core.report.NodeReport;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Talks to the agent of a slot on this machine. */
public final class ApiClient {
    private final int port;
    private final String token;
    private final Duration timeout;

    private ApiClient(int port, String token, Duration timeout) {
        this.port = port;
        this.token = token;
        this.timeout = timeout;
    }

    /** The agent of a slot, if it has ever opened its interface. */
    public static Optional<ApiClient> of(SlotFolder slot, Duration timeout) throws IOException {
        Optional<String> api = Whole.read(slot.apiFile());
        Optional<String> token = Whole.read(slot.tokenFile());
        if (api.isEmpty() || token.isEmpty()) {
            return Optional.empty();
        }
        int port = Json.tree(api.get()).path("port").asInt();
        return Optional.of(new ApiClient(port, token.get().strip(), timeout));
    }

    /** The NodeReport. */
    public NodeReport report() throws IOException {
        return Json.read(call("GET", "/report", null), NodeReport.class);
    }

    /** Gives a command. */
    public void command(AgentCommand command) throws IOException {
        call(
                "POST",
                "/commands",
                Json.line(Map.of("command", command.command().name(), "services", command.services())));
    }

    /** Calls one of the node's own interfaces; what it answers. */
    public JsonNode rpc(String endpoint, String method, List<JsonNode> params) throws IOException {
        return Json.tree(
                call("POST", "/rpc", Json.line(Map.of("endpoint", endpoint, "method", method, "params", params))));
    }

    /** Any other question; the body of the answer. */
    public String get(String path) throws IOException {
        return call("GET", path, null);
    }

    private String call(String method, String path, @Nullable String body) throws IOException {
        HttpURLConnection connection = (HttpURLConnection)
                URI.create("http://127.0.0.1:" + port + path).toURL().openConnection(java.net.Proxy.NO_PROXY);
        connection.setConnectTimeout((int) timeout.toMillis());
        connection.setReadTimeout((int) timeout.toMillis());
        connection.setRequestMethod(method);
        connection.setRequestProperty("Authorization", "Bearer " + token);
        try {
            if (body != null) {
                connection.setDoOutput(true);
                connection.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
            }
            return read(connection);
        } catch (ConnectException e) {
            throw new IOException("the agent does not answer on port " + port, e);
        } finally {
            connection.disconnect();
        }
    }

    private static String read(HttpURLConnection connection) throws IOException {
        int code = connection.getResponseCode();
        try (InputStream in = code < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            String text = in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
            if (code >= 400) {
                String said = Json.tree(text).path("error").asText(text);
                throw new IOException(said);
            }
            return text;
        }
    }
}
