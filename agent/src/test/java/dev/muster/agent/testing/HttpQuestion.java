package dev.muster.agent.testing;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A request that a test's server got.
 *
 * @param headers names in lower case
 */
public record HttpQuestion(String path, Map<String, String> headers) {
    static HttpQuestion read(InputStream in) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII));
        String first = lines.readLine();
        if (first == null) {
            throw new EOFException();
        }
        Map<String, String> headers = new TreeMap<>();
        for (String line = lines.readLine(); line != null && !line.isEmpty(); line = lines.readLine()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return new HttpQuestion(first.split(" ", 3)[1], headers);
    }

    /** A header; empty if it was not sent. */
    public String header(String name) {
        return headers.getOrDefault(name, "");
    }

    /** First byte to send: 0 unless a part of the file of this tag was asked for. */
    long start(String etag) {
        return isPart(etag) ? Long.parseLong(bounds()[0]) : 0;
    }

    /** Byte after the last to send. */
    long end(String etag, long total) {
        return isPart(etag) && bounds().length == 2 ? Math.min(total, Long.parseLong(bounds()[1]) + 1) : total;
    }

    /** Whether a part is to be sent. */
    boolean isPart(String etag) {
        return header("range").startsWith("bytes=")
                && (header("if-range").isEmpty() || header("if-range").equals(etag));
    }

    private String[] bounds() {
        return header("range").substring("bytes=".length()).split("-");
    }
}
