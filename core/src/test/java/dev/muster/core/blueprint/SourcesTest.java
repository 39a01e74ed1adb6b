package dev.muster.core.blueprint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.core.Repository;
import dev.muster.core.problem.Problems;
import dev.muster.core.yaml.Yaml;
import dev.muster.core.yaml.YamlNode;
import dev.muster.core.yaml.YamlNode.YamlList;
import dev.muster.core.yaml.YamlNode.YamlMap;
import dev.muster.core.yaml.YamlNode.YamlScalar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every fact that somebody must have read somewhere says where and when, whatever the shapes of blocks demand. */
class SourcesTest {
    private static final Pattern FACT = Pattern.compile("https?://.*|sha(256|512):.*|\\d{4,5}");
    private static final Pattern DATED = Pattern.compile("(?s).{8,} \\(20\\d\\d-\\d\\d-\\d\\d\\)");
    private static final Pattern HEAD = Pattern.compile("\\W*source: .{8,} \\(20\\d\\d-\\d\\d-\\d\\d\\)\\W*");

    static Stream<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(Repository.root().resolve("blueprints"))) {
            return all.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream();
        }
    }

    static Stream<Path> templates() throws IOException {
        try (Stream<Path> all = Files.walk(Repository.root().resolve("blueprints"))) {
            return all
                    .filter(file -> file.toString().contains("/files/") && Files.isRegularFile(file))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyUrlChecksumAndPortHasASource(Path file) throws IOException {
        YamlNode root = Yaml.parse(file.toString(), Files.readString(file), new Problems())
                .orElseThrow();
        List<String> naked = new ArrayList<>();
        walk(root, false, naked);
        assertThat(naked).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("templates")
    void everyTemplateSaysWhereItsKeysWereRead(Path file) throws IOException {
        assertThat(Files.readString(file).lines().findFirst().orElse("")).matches(HEAD);
    }

    private static void walk(YamlNode node, boolean sourced, List<String> naked) {
        switch (node) {
            case YamlMap map -> {
                boolean own = sourced || sourced(map);
                map.entries().forEach((key, entry) -> {
                    if (!key.equals("source")) {
                        walk(entry.value(), own, naked);
                    }
                });
            }
            case YamlList list -> list.items().forEach(item -> walk(item, sourced, naked));
            case YamlScalar scalar -> {
                if (!sourced && FACT.matcher(scalar.text()).matches()) {
                    naked.add(scalar.place() + ": " + scalar.text());
                }
            }
        }
    }

    private static boolean sourced(YamlMap map) {
        YamlNode.Entry source = map.entries().get("source");
        return source != null
                && source.value() instanceof YamlScalar scalar
                && DATED.matcher(scalar.text().strip()).matches();
    }
}
