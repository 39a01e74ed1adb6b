package dev.muster.aws.facts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is known of AWS offline grows old: each table says where it was read and when. */
class TablesTest {
    private static final Path TABLES =
            Path.of(System.getProperty("muster.root", ".."), "aws/src/main/resources/dev/muster/aws");

    static Stream<Path> tables() throws IOException {
        try (Stream<Path> files = Files.list(TABLES)) {
            return files.filter(file -> file.toString().endsWith(".json")).sorted().toList().stream();
        }
    }

    /** Sabotage: take {@code read}, or all else, out of {@code _source} of a table. */
    @ParameterizedTest
    @MethodSource("tables")
    void everyTableSaysWhereItWasReadAndWhen(Path file) throws IOException {
        JsonNode source = new ObjectMapper().readTree(file.toFile()).path("_source");
        assertThat(source.path("read").asText()).as("date").matches("20\\d\\d-\\d\\d-\\d\\d");
        assertThat(source.properties().stream()
                        .filter(entry -> !entry.getKey().equals("read"))
                        .map(entry -> entry.getValue().asText()))
                .as("where")
                .isNotEmpty()
                .allSatisfy(where -> assertThat(where).hasSizeGreaterThan(20));
    }
}
