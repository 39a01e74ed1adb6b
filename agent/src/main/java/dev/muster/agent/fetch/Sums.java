package dev.muster.agent.fetch;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A publisher's file of checksums, as {@code sha256sum} writes it. */
public final class Sums {
    /** Hex, a space, a space (text) or a star (binary), the name. Other lines, such as a signature's, are not ours. */
    private static final Pattern LINE = Pattern.compile("([0-9a-fA-F]{64}|[0-9a-fA-F]{128}) [ *](?:\\./)?(\\S.*)");

    private Sums() {}

    /**
     * The checksum of the file of this name; empty if no line names it, or if two lines differ over it: then nothing
     * is known.
     */
    public static Optional<Checksum> find(String text, String name) {
        Set<Checksum> found = text.lines()
                .map(line -> LINE.matcher(line.stripTrailing()))
                .filter(line -> line.matches() && line.group(2).equals(name))
                .flatMap(line -> Checksum.ofHex(line.group(1)).stream())
                .collect(Collectors.toSet());
        return found.size() == 1 ? found.stream().findFirst() : Optional.empty();
    }

    /** The names that have a line, in their order. */
    public static List<String> names(String text) {
        return text.lines()
                .map(line -> LINE.matcher(line.stripTrailing()))
                .filter(Matcher::matches)
                .map(line -> line.group(2))
                .toList();
    }
}
