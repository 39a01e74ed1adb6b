package dev.muster.agent.engine;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The head of a request or an answer.
 *
 * @param first its first line
 * @param fields by name in small letters
 * @param rest what was read beyond it
 */
record Head(String first, Map<String, String> fields, ByteBuffer rest) {
    private static final int MOST = 64 << 10;
    private static final String END = "\r\n\r\n";

    /** @throws IOException if it is none, is too long, or has one field twice */
    static Head read(SocketChannel from) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(MOST);
        while (true) {
            if (from.read(bytes) < 0) {
                throw new EOFException("no whole request");
            }
            String text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.ISO_8859_1);
            int end = text.indexOf(END);
            if (end >= 0) {
                bytes.flip().position(end + END.length());
                return parse(text.substring(0, end).split("\r\n"), bytes);
            }
            if (!bytes.hasRemaining()) {
                throw new IOException("the head of a request has more than " + MOST + " bytes");
            }
        }
    }

    private static Head parse(String[] lines, ByteBuffer rest) throws IOException {
        Map<String, String> fields = new TreeMap<>();
        for (String line : List.of(lines).subList(1, lines.length)) {
            int colon = line.indexOf(':');
            if (colon <= 0
                    || fields.put(
                                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                                    line.substring(colon + 1).strip())
                            != null) {
                throw new IOException("a request has a field that is none, or one twice");
            }
        }
        return new Head(lines[0], fields, rest);
    }

    String field(String name) {
        return fields.getOrDefault(name, "");
    }
}
