package dev.muster.agent.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * An image registry on 127.0.0.1, as small as a pull by digest needs it (OCI distribution: manifests and blobs by
 * digest, nothing else). Over plain HTTP: {@link #configuration} lets podman do that.
 */
public final class ImageRegistry implements AutoCloseable {
    private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";

    private final HttpServer server;
    private final Map<String, byte[]> contents = new ConcurrentHashMap<>();

    /** Starts it. */
    public ImageRegistry() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/v2/", this::answer);
        server.start();
    }

    /** The repository that {@link #add} adds to. */
    public String image() {
        return "127.0.0.1:" + server.getAddress().getPort() + "/muster/test";
    }

    /**
     * Adds an image, unlike any other.
     *
     * @param layer tar, gzipped
     * @param uncompressed the same tar as it is
     * @return its digest
     */
    public String add(String architecture, byte[] layer, byte[] uncompressed) {
        String config = put("{\"architecture\":\"" + architecture + "\",\"os\":\"linux\",\"config\":{\"Labels\":"
                + "{\"salt\":\"" + UUID.randomUUID() + "\"}},\"rootfs\":"
                + "{\"type\":\"layers\",\"diff_ids\":[\"" + digest(uncompressed) + "\"]}}");
        int configSize = contents.get(config).length;
        contents.put(digest(layer), layer);
        return put("{\"schemaVersion\":2,\"mediaType\":\"" + MANIFEST + "\",\"config\":{\"mediaType\":"
                + "\"application/vnd.oci.image.config.v1+json\",\"digest\":\"" + config + "\",\"size\":" + configSize
                + "},\"layers\":[{\"mediaType\":\"application/vnd.oci.image.layer.v1.tar+gzip\",\"digest\":\""
                + digest(layer) + "\",\"size\":" + layer.length + "}]}");
    }

    /** Answers with other bytes than those of this digest from now on. */
    public void tamper(String digest) {
        contents.computeIfPresent(
                digest,
                (_, bytes) -> (new String(bytes, StandardCharsets.UTF_8) + " ").getBytes(StandardCharsets.UTF_8));
    }

    /** Writes the configuration that makes podman take this registry, for CONTAINERS_REGISTRIES_CONF. */
    public Path configuration(Path file) throws IOException {
        return Files.writeString(
                file,
                "[[registry]]\nlocation = \"127.0.0.1:" + server.getAddress().getPort() + "\"\ninsecure = true\n");
    }

    private String put(String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        contents.put(digest(bytes), bytes);
        return digest(bytes);
    }

    private static String digest(byte[] bytes) {
        try {
            return "sha256:"
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            byte[] body = path.equals("/v2/")
                    ? new byte[] {'{', '}'}
                    : contents.get(path.substring(path.lastIndexOf('/') + 1));
            if (body == null) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            exchange.getResponseHeaders()
                    .set("Content-Type", path.contains("/manifests/") ? MANIFEST : "application/octet-stream");
            boolean head = exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(200, head ? -1 : body.length);
            if (!head) {
                exchange.getResponseBody().write(body);
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
