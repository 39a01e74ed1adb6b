package dev.muster.cli.command;

import java.util.List;
import java.util.stream.Collectors;

/** Command lines for a shell that is not this one. */
final class Shells {
    private Shells() {}

    /** Each word as it is, whatever is in it: within single quotes a shell changes nothing. */
    static String line(List<String> words) {
        return words.stream()
                .map(word -> word.matches("[A-Za-z0-9_./:=-]+") ? word : "'" + word.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" "));
    }
}
