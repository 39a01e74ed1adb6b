package dev.muster.testnodes.options;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Every option a program knows, from a resource with one option a line. */
public final class OptionList {
    private final SortedMap<String, Option> options = new TreeMap<>();

    private OptionList(String text) {
        text.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(Option::parse)
                .forEach(option -> options.put(option.name(), option));
    }

    public static OptionList read(Class<?> beside, String resource) {
        try (InputStream in = Objects.requireNonNull(beside.getResourceAsStream(resource), resource)) {
            return new OptionList(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Optional<Option> find(String name) {
        return Optional.ofNullable(options.get(name));
    }

    public SortedSet<String> names() {
        return new TreeSet<>(options.keySet());
    }

    public Map<String, Option> all() {
        return Map.copyOf(options);
    }
}
