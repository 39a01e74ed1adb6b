package dev.muster.testnodes.toml;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The keys that a program knows, by section, from a resource with one key a line. */
public final class TomlKeys {
    /** The section outside all sections. */
    static final String TOP = "-";

    private final Map<String, List<Key>> sections = new LinkedHashMap<>();

    /**
     * One key.
     *
     * @param type {@code string}, {@code bool}, {@code unsigned}, {@code integer}, {@code number}, {@code strings},
     *     {@code table:SECTION}, {@code tables:SECTION} or {@code free}
     */
    record Key(String name, String type, boolean required) {}

    private TomlKeys(String text) {
        text.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).forEach(this::add);
    }

    /** Reads a resource. */
    public static TomlKeys read(Class<?> beside, String resource) {
        try (InputStream in = Objects.requireNonNull(beside.getResourceAsStream(resource), resource)) {
            return new TomlKeys(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(String line) {
        String[] fields = line.split("\t", -1);
        if (fields.length != 4) {
            throw new IllegalArgumentException("section, key, type and must or may are wanted: " + line);
        }
        sections.computeIfAbsent(fields[0], section -> new ArrayList<>())
                .add(new Key(fields[1], fields[2], fields[3].equals("must")));
    }

    List<Key> of(String section) {
        return sections.getOrDefault(section, List.of());
    }
}
