package dev.muster.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks an agent directly: a command a question would be a JVM a question. */
record AgentApi(Path slot) {
    static AgentApi of(Path slot) {
        return new AgentApi(slot);
    }

    /** The report; empty while no agent answers. */
    Optional<JsonNode> report() {
        try {
            Answer answer = get("/report");
            return answer.code() == 200 ? Optional.of(Muster.JSON.readTree(answer.body())) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Status code of the health for load balancers; 0 while no agent answers. */
    int health() {
        try {
            return get("/health").code();
        } catch (IOException e) {
            return 0;
        }
    }

    /** What happened to the node, the oldest first. */
    List<JsonNode> events() throws IOException {
        List<JsonNode> events = new ArrayList<>();
        Muster.JSON.readTree(get("/events?last=500").body()).forEach(events::add);
        return events;
    }

    /** Changes of state, such as {@code starting -> syncing}. */
    List<String> changes() throws IOException {
        return events().stream()
                .filter(event -> event.path("type").asText().equals("state"))
                .map(event -> event.path("message").asText().replaceFirst(":.*", ""))
                .toList();
    }

    /** Calls the node's own interface. */
    JsonNode rpc(String method, Object... params) throws IOException {
        String body = Muster.JSON.writeValueAsString(Map.of("endpoint", "rpc", "method", method, "params", params));
        Answer answer = ask("/rpc", body);
        if (answer.code() != 200) {
            throw new IOException(method + ": " + answer);
        }
        return Muster.JSON.readTree(answer.body());
    }

    record Answer(int code, String body) {}

    Answer get(String path) throws IOException {
        return ask(path, null);
    }

    Answer post(String path, String body) throws IOException {
        return ask(path, body);
    }

    private Answer ask(String path, @Nullable String body) throws IOException {
        int port = Muster.JSON
                .readTree(slot.resolve("run/api.json").toFile())
                .path("port")
                .asInt();
        HttpURLConnection connection = (HttpURLConnection)
                URI.create("http://127.0.0.1:" + port + path).toURL().openConnection();
        connection.setConnectTimeout(2000);
        connection.setReadTimeout(body == null ? 2000 : 60_000);
        connection.setRequestProperty(
                "Authorization",
                "Bearer " + Files.readString(slot.resolve("run/token")).strip());
        if (body != null) {
            connection.setDoOutput(true);
            try (OutputStream out = connection.getOutputStream()) {
                out.write(body.getBytes(StandardCharsets.UTF_8));
            }
        }
        int code = connection.getResponseCode();
        try (InputStream in = code < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            return new Answer(code, in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
