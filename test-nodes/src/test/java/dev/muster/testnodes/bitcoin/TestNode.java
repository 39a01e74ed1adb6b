package dev.muster.testnodes.bitcoin;

import static java.util.concurrent.TimeUnit.SECONDS;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.Callable;

/** The stand-in as a process of its own, started from an unpacked release. */
final class TestNode implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path program;
    private final Path directory;
    private final int port;
    private Process process;

    TestNode(Path program, Path directory, String chain) throws IOException {
        this.program = program;
        this.directory = Files.createDirectories(directory);
        port = freePort();
        Files.writeString(directory.resolve("bitcoin.conf"), """
                chain=%1$s
                [%1$s]
                rpcport=%2$d
                bind=127.0.0.1:%3$d
                """.formatted(chain, port, freePort()));
    }

    TestNode start(String... more) throws IOException {
        String[] command = new String[more.length + 2];
        command[0] = program.toString();
        command[1] = "-datadir=" + directory;
        System.arraycopy(more, 0, command, 2, more.length);
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                .start();
        return this;
    }

    Path log() {
        return directory.resolve("out.log");
    }

    void knob(String line) throws IOException {
        Files.writeString(directory.resolve("standin.properties"), line + "\n");
    }

    JsonNode call(String method, Object... params) throws IOException {
        ObjectNode request = JSON.createObjectNode().put("id", 1).put("method", method);
        request.set("params", JSON.valueToTree(params));
        JsonNode reply = JSON.readTree(post(cookie(), request.toString()));
        return reply.path("error").isNull() ? reply.path("result") : reply.path("error");
    }

    private String cookie() throws IOException {
        try (var files = Files.walk(directory)) {
            Path file = files.filter(path -> path.endsWith(".cookie"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("no cookie yet"));
            return Files.readString(file);
        }
    }

    private String post(String user, String body) throws IOException {
        var connection = (HttpURLConnection)
                URI.create("http://127.0.0.1:" + port + "/").toURL().openConnection();
        connection.setReadTimeout(2000);
        connection.setDoOutput(true);
        connection.setRequestProperty(
                "Authorization", "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8)));
        connection.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
        var in = connection.getResponseCode() < 400 ? connection.getInputStream() : connection.getErrorStream();
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }

    int blocks() throws IOException {
        return call("getblockchaininfo").path("blocks").asInt();
    }

    /** Asks until the answer is yes; what cannot be asked yet counts as no. */
    TestNode await(String what, Callable<Boolean> question) throws Exception {
        Instant end = Instant.now().plus(Duration.ofSeconds(20));
        while (Instant.now().isBefore(end)) {
            try {
                if (question.call()) {
                    return this;
                }
            } catch (IOException e) {
                // Not there yet.
            }
            Thread.sleep(20);
        }
        throw new AssertionError(what + " did not come; log:\n" + Files.readString(log()));
    }

    TestNode awaitReady() throws Exception {
        return await("readiness", () -> call("uptime").isIntegralNumber());
    }

    /** Ends it by SIGTERM. */
    int terminate() throws InterruptedException {
        process.destroy();
        return exitCode();
    }

    int exitCode() throws InterruptedException {
        if (!process.waitFor(20, SECONDS)) {
            throw new AssertionError("still running");
        }
        return process.exitValue();
    }

    /** Ends it by SIGKILL. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        kill();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }
}
