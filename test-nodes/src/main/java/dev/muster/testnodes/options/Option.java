package dev.muster.testnodes.options;

import java.util.Set;

/**
 * One option of a real program.
 *
 * @param name without dash
 * @param traits such as {@code network-only}, {@code no-negation}
 * @param source the file that declares it in the real program
 */
public record Option(String name, Set<String> traits, String source) {

    static Option parse(String line) {
        String[] fields = line.split("\t", -1);
        if (fields.length != 3) {
            throw new IllegalArgumentException("name, traits and source are wanted, separated by tabs: " + line);
        }
        return new Option(fields[0], Set.of(fields[1].split(",")), fields[2]);
    }

    /** Outside its section such a key counts for the main network alone. */
    public boolean networkOnly() {
        return traits.contains("network-only");
    }

    boolean negatable() {
        return !traits.contains("no-negation");
    }

    boolean mayStandAlone() {
        return !traits.contains("no-elision");
    }
}
