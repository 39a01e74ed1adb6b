package dev.muster.testnodes.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Calls servers of this machine, and no others. */
public final class Caller {
    private static final int TIMEOUT = 3000;

    private Caller() {}

    /** What was answered. */
    public record Answer(int status, String body) {
        public boolean ok() {
            return status == 200;
        }
    }

    /** Whether a host is this machine; a stand-in calls no other. */
    public static boolean near(String host) {
        return List.of("127.0.0.1", "localhost", "0.0.0.0", "[::1]", "::1").contains(host);
    }

    public static Answer get(String url) throws IOException {
        return call("GET", url, Map.of(), "");
    }

    public static Answer post(String url, Map<String, String> headers, String body) throws IOException {
        return call("POST", url, headers, body);
    }

    private static Answer call(String method, String url, Map<String, String> headers, String body) throws IOException {
        URI uri = URI.create(url);
        if (!near(uri.getHost() + "")) {
            throw new IOException("a stand-in does not call " + uri.getHost());
        }
        var connection = (HttpURLConnection) uri.toURL().openConnection();
        connection.setConnectTimeout(TIMEOUT);
        connection.setReadTimeout(TIMEOUT);
        connection.setRequestMethod(method);
        headers.forEach(connection::setRequestProperty);
        if (method.equals("POST")) {
            connection.setDoOutput(true);
            connection.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
        }
        return answer(connection);
    }

    private static Answer answer(HttpURLConnection connection) throws IOException {
        int status = connection.getResponseCode();
        InputStream in = status < 400 ? connection.getInputStream() : connection.getErrorStream();
        String text = in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        return new Answer(status, text);
    }
}
