package dev.muster.agent.probe;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Reads one HTTP/1.1 answer. */
final class HttpReader {
    private static final int MOST_HEAD = 64 << 10;

    private final InputStream in;
    private final int mostBytes;
    private int headLeft = MOST_HEAD;
    private boolean goesOn;

    /** More than the caller wants to hold. */
    static final class TooLargeException extends IOException {
        private static final long serialVersionUID = 1L;
    }

    HttpReader(InputStream in, int mostBytes) {
        this.in = in;
        this.mostBytes = mostBytes;
    }

    HttpAnswer read() throws IOException {
        String first = line();
        int status = status(first);
        while (status >= 100 && status < 200) {
            headers();
            first = line();
            status = status(first);
        }
        Map<String, String> headers = headers();
        goesOn = first.startsWith("HTTP/1.1")
                && !headers.getOrDefault("connection", "")
                        .toLowerCase(Locale.ROOT)
                        .contains("close");
        return new HttpAnswer(status, headers, new String(body(status, headers), StandardCharsets.UTF_8));
    }

    /** Whether the connection may be used for another call, once {@link #read} has given the answer. */
    boolean goesOn() {
        return goesOn;
    }

    private static int status(String line) throws IOException {
        String[] words = line.split(" ", 3);
        if (words.length < 2 || !words[0].startsWith("HTTP/1.") || !words[1].matches("\\d{3}")) {
            throw new ProtocolException("not HTTP");
        }
        return Integer.parseInt(words[1]);
    }

    private Map<String, String> headers() throws IOException {
        Map<String, String> headers = new HashMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        }
        return headers;
    }

    private byte[] body(int status, Map<String, String> headers) throws IOException {
        if (status == 204 || status == 304) {
            return new byte[0];
        }
        if (headers.getOrDefault("transfer-encoding", "")
                .toLowerCase(Locale.ROOT)
                .contains("chunked")) {
            return chunks();
        }
        String length = headers.get("content-length");
        if (length == null) {
            goesOn = false;
            return upTo(mostBytes);
        }
        return exactly(number(length, 10));
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (long size = chunkSize(); size > 0; size = chunkSize()) {
            headLeft = MOST_HEAD;
            body.write(exactly(body.size() + size > mostBytes ? Long.MAX_VALUE : size));
            line();
        }
        if (goesOn) {
            headers(); // After the last chunk; where nothing follows, nobody has to wait for them.
        }
        return body.toByteArray();
    }

    private long chunkSize() throws IOException {
        return number(line().split(";", 2)[0].strip(), 16);
    }

    private static long number(String digits, int radix) throws IOException {
        try {
            return Long.parseUnsignedLong(digits.strip(), radix);
        } catch (NumberFormatException e) {
            throw new ProtocolException("not a length");
        }
    }

    private byte[] exactly(long length) throws IOException {
        if (length < 0 || length > mostBytes) {
            throw new TooLargeException();
        }
        byte[] bytes = in.readNBytes((int) length);
        if (bytes.length < length) {
            throw new EOFException("body");
        }
        return bytes;
    }

    private byte[] upTo(int most) throws IOException {
        byte[] bytes = in.readNBytes(most + 1);
        if (bytes.length > most) {
            throw new TooLargeException();
        }
        return bytes;
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("head");
            }
            if (--headLeft < 0) {
                throw new TooLargeException();
            }
            line.write(c);
        }
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }
}
