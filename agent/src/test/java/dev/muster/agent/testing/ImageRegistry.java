package dev.muster.agent.testing;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
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

    /** First byte of a TLS handshake. */
    private static final int HANDSHAKE = 22;

    private final ServerSocket server;
    private final Map<String, byte[]> contents = new ConcurrentHashMap<>();

    /** Starts it. */
    public ImageRegistry() {
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    /** The repository that {@link #add} adds to. */
    public String image() {
        return "127.0.0.1:" + server.getLocalPort() + "/muster/test";
    }

    /**
     * Adds an image, unlike any other.
     *
     * @param layer tar, gzipped
     * @param uncompressed the same tar as it is
     * @return its digest
     */
    public String add(String architecture, byte[] layer, byte[] uncompressed) {
        return add(architecture, layer, uncompressed, "");
    }

    /**
     * Adds an image that says more of how it wants to be run.
     *
     * @param wishes JSON members of its configuration, each with a comma after it
     */
    public String add(String architecture, byte[] layer, byte[] uncompressed, String wishes) {
        String config =
                put("{\"architecture\":\"" + architecture + "\",\"os\":\"linux\",\"config\":{" + wishes + "\"Labels\":"
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
                file, "[[registry]]\nlocation = \"127.0.0.1:" + server.getLocalPort() + "\"\ninsecure = true\n");
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

    private void accept() {
        try {
            while (true) {
                Socket connection = server.accept();
                Thread.ofVirtual().start(() -> answer(connection));
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private void answer(Socket connection) {
        try (connection) {
            InputStream in = new BufferedInputStream(connection.getInputStream());
            in.mark(1);
            if (in.read() == HANDSHAKE) {
                return; // At once: whoever tries TLS first would wait long for an answer.
            }
            in.reset();
            answer(HttpQuestion.read(in).path(), connection.getOutputStream());
        } catch (IOException e) {
            // The client went away.
        }
    }

    private void answer(String path, OutputStream out) throws IOException {
        byte[] body =
                path.equals("/v2/") ? new byte[] {'{', '}'} : contents.get(path.substring(path.lastIndexOf('/') + 1));
        String type = path.contains("/manifests/") ? MANIFEST : "application/octet-stream";
        String head = (body == null ? "HTTP/1.1 404 x" : "HTTP/1.1 200 x\r\nContent-Type: " + type)
                + "\r\nConnection: close\r\nContent-Length: " + (body == null ? 0 : body.length) + "\r\n\r\n";
        out.write(head.getBytes(StandardCharsets.US_ASCII));
        out.write(body == null ? new byte[0] : body);
        out.flush();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
