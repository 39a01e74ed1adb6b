package dev.muster.testnodes;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * How a stand-in behaves, set by tests: a properties file in the node's data directory (read anew at every question, so
 * that a test can turn a knob while the node runs), then the environment ({@code STANDIN_BLOCKS_PER_SECOND}), then a
 * file beside the program.
 */
public final class Knobs {
    /** The name of both files. */
    public static final String FILE = "standin.properties";

    private final List<Path> files;
    private final Map<String, String> environment;

    /**
     * @param files the first one that has a knob wins over the environment, the later ones come after it
     */
    public Knobs(List<Path> files, Map<String, String> environment) {
        this.files = List.copyOf(files);
        this.environment = Map.copyOf(environment);
    }

    public double number(String name, double otherwise) {
        return text(name).map(Double::parseDouble).orElse(otherwise);
    }

    public Duration seconds(String name, double otherwise) {
        return Duration.ofMillis(Math.round(number(name, otherwise) * 1000));
    }

    public boolean flag(String name) {
        return text(name).map(Boolean::parseBoolean).orElse(false);
    }

    public Optional<String> text(String name) {
        Optional<String> first = files.isEmpty() ? Optional.empty() : from(files.getFirst(), name);
        return first.or(() -> Optional.ofNullable(environment.get(variable(name))))
                .or(() -> files.stream()
                        .skip(1)
                        .flatMap(file -> from(file, name).stream())
                        .findFirst());
    }

    private static String variable(String name) {
        return "STANDIN_" + name.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    private static Optional<String> from(Path file, String name) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException e) {
            return Optional.empty();
        }
        return Optional.ofNullable(properties.getProperty(name)).map(String::strip);
    }
}
