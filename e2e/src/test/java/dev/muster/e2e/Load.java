package dev.muster.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Calls a node's RPC so many times a second, through a load balancer, whether answers come or not: a node that hangs
 * takes nothing from the rate. Tries nothing twice.
 */
final class Load implements AutoCloseable {
    private static final String BODY = "{\"jsonrpc\":\"1.0\",\"id\":1,\"method\":\"getblockcount\",\"params\":[]}";

    private final HttpClient client;
    private final HttpRequest request;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Collection<Sample> samples = new ConcurrentLinkedQueue<>();
    private final Thread pacer;
    private volatile boolean on = true;

    /**
     * One request.
     *
     * @param begin as System.nanoTime
     * @param server who answered, by the load balancer's word; empty if nobody
     * @param trouble empty if the answer was a number of blocks
     */
    record Sample(long begin, long end, String server, String trouble) {
        boolean failed() {
            return !trouble.isEmpty();
        }

        boolean by(int slot) {
            return server.equals("slot" + slot);
        }
    }

    Load(String url, String password, int perSecond) {
        client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .executor(threads)
                .build();
        String user = Base64.getEncoder().encodeToString(("muster:" + password).getBytes(StandardCharsets.UTF_8));
        request = HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "Basic " + user)
                .POST(BodyPublishers.ofString(BODY))
                .build();
        pacer = Thread.ofPlatform().start(() -> pace(1_000_000_000L / perSecond));
    }

    private void pace(long every) {
        long next = System.nanoTime();
        while (on) {
            threads.execute(this::ask);
            next += every;
            LockSupport.parkNanos(next - System.nanoTime());
        }
    }

    private void ask() {
        long begin = System.nanoTime();
        String server = "";
        String trouble;
        try {
            HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
            server = response.headers().firstValue("X-Server").orElse("");
            trouble = trouble(response);
        } catch (IOException e) {
            trouble = e.toString();
        } catch (InterruptedException e) {
            trouble = "interrupted";
        }
        samples.add(new Sample(begin, System.nanoTime(), server, trouble));
    }

    private static String trouble(HttpResponse<String> response) throws IOException {
        JsonNode result = response.statusCode() == 200
                ? Muster.JSON.readTree(response.body()).path("result")
                : Muster.JSON.missingNode();
        return result.isIntegralNumber() ? "" : "status " + response.statusCode();
    }

    /** Ends; waits for the last answers. */
    List<Sample> stop() throws InterruptedException {
        on = false;
        pacer.join();
        threads.shutdown();
        threads.awaitTermination(30, TimeUnit.SECONDS);
        return List.copyOf(samples);
    }

    @Override
    public void close() {
        on = false;
        threads.shutdownNow();
        client.shutdownNow();
    }
}
