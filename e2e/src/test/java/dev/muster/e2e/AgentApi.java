package dev.muster.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

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

    record Answer(int code, String body) {}

    Answer get(String path) throws IOException {
        int port = Muster.JSON.readTree(slot.resolve("run/api.json").toFile()).path("port").asInt();
        HttpURLConnection connection = (HttpURLConnection)
                URI.create("http://127.0.0.1:" + port + path).toURL().openConnection();
        connection.setConnectTimeout(2000);
        connection.setReadTimeout(2000);
        connection.setRequestProperty(
                "Authorization", "Bearer " + Files.readString(slot.resolve("run/token")).strip());
        int code = connection.getResponseCode();
        try (InputStream in = code < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            return new Answer(code, in == null ? "" : new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
        }
    }
}
