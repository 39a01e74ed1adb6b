package dev.muster.agent.probe;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/**
 * A request.
 *
 * @param headers beside those every request has; may hold credentials, so it is never printed
 * @param body empty for a GET
 */
public record HttpAsk(URI uri, Map<String, String> headers, String body) {
    /** A GET. */
    public static HttpAsk get(URI uri, Map<String, String> headers) {
        return new HttpAsk(uri, headers, "");
    }

    /** {@code 127.0.0.1:8332}. */
    String where() {
        return uri.getHost() + ":" + port();
    }

    boolean secure() {
        return "https".equals(uri.getScheme());
    }

    int port() {
        return uri.getPort() > 0 ? uri.getPort() : secure() ? 443 : 80;
    }

    /**
     * The request as it is sent.
     *
     * @param keep whether others may follow over the same connection
     */
    byte[] bytes(boolean keep) {
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        StringBuilder head = new StringBuilder(body.isEmpty() ? "GET " : "POST ");
        head.append(path).append(query).append(" HTTP/1.1\r\nHost: ").append(where());
        head.append("\r\nUser-Agent: muster\r\nAccept: */*\r\n").append(keep ? "" : "Connection: close\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        if (content.length > 0) {
            head.append("Content-Type: application/json\r\nContent-Length: ")
                    .append(content.length)
                    .append("\r\n");
        }
        byte[] start = head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
        byte[] whole = Arrays.copyOf(start, start.length + content.length);
        System.arraycopy(content, 0, whole, start.length, content.length);
        return whole;
    }

    @Override
    public String toString() {
        return "request to " + where();
    }
}
