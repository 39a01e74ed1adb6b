package dev.muster.aws.price.refresh;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads rows of comma-separated values one by one; quoted fields may hold commas, quotes and line breaks. */
final class CsvReader {
    private final Reader in;
    private int next;

    CsvReader(Reader in) throws IOException {
        this.in = in;
        this.next = in.read();
    }

    /** The next row; empty at the end. */
    Optional<List<String>> row() throws IOException {
        if (next < 0) {
            return Optional.empty();
        }
        List<String> fields = new ArrayList<>();
        fields.add(field());
        while (next == ',') {
            advance();
            fields.add(field());
        }
        lineBreak();
        return Optional.of(fields);
    }

    private String field() throws IOException {
        StringBuilder text = new StringBuilder();
        if (next == '"') {
            quoted(text);
        }
        while (next >= 0 && next != ',' && next != '\n' && next != '\r') {
            text.append((char) next);
            advance();
        }
        return text.toString();
    }

    private void quoted(StringBuilder text) throws IOException {
        advance();
        while (next >= 0) {
            if (next == '"') {
                advance();
                if (next != '"') {
                    return;
                }
            }
            text.append((char) next);
            advance();
        }
    }

    private void lineBreak() throws IOException {
        if (next == '\r') {
            advance();
        }
        if (next == '\n') {
            advance();
        }
    }

    private void advance() throws IOException {
        next = in.read();
    }
}
