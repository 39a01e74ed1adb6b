package dev.muster.aws.facts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Reads the tables that lie beside the classes. */
final class Table {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Table() {}

    static JsonNode read(String name) {
        try (InputStream in = Table.class.getResourceAsStream("/dev/muster/aws/" + name)) {
            if (in == null) {
                throw new IllegalStateException("the table " + name + " is not in the program");
            }
            return MAPPER.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
