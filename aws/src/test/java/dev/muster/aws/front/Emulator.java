package dev.muster.aws.front;

import dev.muster.agent.testing.Needs;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The emulator behind the front: moto server on a free port of this machine. It starts in seconds and forgets in much
 * less, so one that a test gives back empties itself for the next, and ends with this JVM.
 */
public final class Emulator implements AutoCloseable {
    private static final List<String> NOT_PASSED = List.of(
            "host", "connection", "content-length", "transfer-encoding", "expect", "accept-encoding", "upgrade");

    private static final Queue<Emulator> IDLE = new ConcurrentLinkedQueue<>();

    private final Process process;
    private final URI address;
    private final AtomicBoolean taken = new AtomicBoolean();

    private Emulator(Process process, URI address) {
        this.process = process;
        this.address = address;
    }

    /** An empty one; a machine without it skips the test. */
    public static Emulator start() throws IOException, InterruptedException {
        Emulator idle = IDLE.poll();
        while (idle != null && !idle.process.isAlive()) {
            idle = IDLE.poll();
        }
        Emulator emulator = idle == null ? started() : idle;
        emulator.taken.set(true);
        emulator.reset();
        return emulator;
    }

    private static Emulator started() throws IOException, InterruptedException {
        Path program = Needs.tool("moto_server");
        int port = freePort();
        Process process = new ProcessBuilder(program.toString(), "-H", "127.0.0.1", "-p", String.valueOf(port))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        // A shim on the PATH may hand over to a child, which would outlive it.
        Emulator emulator = new Emulator(process, URI.create("http://127.0.0.1:" + port));
        Runtime.getRuntime().addShutdownHook(new Thread(emulator::end));
        emulator.awaitReady();
        return emulator;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private void awaitReady() throws IOException, InterruptedException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (true) {
            try {
                if (open("GET", "/moto-api/").getResponseCode() == 200) {
                    return;
                }
            } catch (IOException e) {
                if (System.nanoTime() > until || !process.isAlive()) {
                    throw new IOException("moto_server did not come up", e);
                }
            }
            Thread.sleep(50);
        }
    }

    private HttpURLConnection open(String method, String target) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) address.resolve(target).toURL().openConnection();
        connection.setRequestMethod(method);
        connection.setConnectTimeout(5_000);
        connection.setReadTimeout(60_000);
        return connection;
    }

    /** Where it listens: for those who judge, and are not to be counted by the front. */
    public URI uri() {
        return address;
    }

    /** Forgets everything. */
    public void reset() throws IOException {
        open("POST", "/moto-api/reset").getResponseCode();
    }

    /** Passes a call on. */
    public Answer send(Call call) throws IOException {
        HttpURLConnection connection = open(call.method(), call.target());
        call.headers().forEach((name, value) -> {
            if (!NOT_PASSED.contains(name)) {
                connection.setRequestProperty(name, value);
            }
        });
        if (call.body().length > 0
                || call.method().equals("PUT")
                || call.method().equals("POST")) {
            connection.setDoOutput(true);
            connection.getOutputStream().write(call.body());
        }
        int code = connection.getResponseCode();
        Map<String, String> headers = new HashMap<>();
        connection.getHeaderFields().forEach((name, values) -> {
            if (name != null && !NOT_PASSED.contains(name.toLowerCase(Locale.ROOT))) {
                headers.put(name.toLowerCase(Locale.ROOT), values.getFirst());
            }
        });
        try (InputStream in = code >= 400 ? connection.getErrorStream() : connection.getInputStream()) {
            return new Answer(code, headers, in == null ? new byte[0] : in.readAllBytes());
        }
    }

    /** A call of the front's own, in the query protocol, with the signature of another. */
    Answer ask(Call like, String service, Map<String, String> form) throws IOException {
        Map<String, String> headers = new HashMap<>();
        headers.put("content-type", "application/x-www-form-urlencoded; charset=utf-8");
        headers.put(
                "authorization",
                "AWS4-HMAC-SHA256 Credential=front/20261122/" + like.region() + "/" + service
                        + "/aws4_request, SignedHeaders=host, Signature=0");
        return send(new Call(0, service, like.region(), "", Map.of(), "POST", "/", headers, new byte[0]).with(form));
    }

    /** Gives it back. */
    @Override
    public void close() {
        if (taken.getAndSet(false)) {
            IDLE.add(this);
        }
    }

    private void end() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
