package dev.muster.cli.bundle;

import dev.muster.agent.files.Json;
import dev.muster.agent.slot.SlotFolder;
import dev.muster.local.DeploymentFolder;
import dev.muster.local.StateFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Takes secrets out of text: the values of all secrets that Muster keeps on this machine, wherever they stand, and what
 * looks like one: passwords in addresses, and values of keys called password, token and the like.
 */
public final class Redaction {
    private static final String GONE = "[removed]";
    /** Shorter values would take words out of every text. */
    private static final int SHORTEST = 4;

    private static final Pattern IN_ADDRESS = Pattern.compile("(://[^\\s/:@]*:)[^\\s/@]+@");
    private static final Pattern BY_KEY = Pattern.compile(
            "(?i)((?:pass(?:word|wd|phrase)?|secret|token|api-?key|private-?key|mnemonic|seed|rpcauth)\"?\\s*[=:]\\s*)"
                    + "(?:\"[^\"]*\"|[^\\s\",}{\\[]+)");

    private final List<String> values;

    private Redaction(List<String> values) {
        this.values = values;
    }

    /** Knows the secrets of all deployments of this machine. */
    public static Redaction of(StateFolder state) throws IOException {
        Set<String> values = none();
        for (DeploymentFolder deployment : state.deployments()) {
            read(deployment.secrets(), values);
            for (SlotFolder slot : deployment.slots().values()) {
                add(slot.tokenFile(), values);
            }
        }
        return new Redaction(List.copyOf(values));
    }

    /** Knows the secrets of one slot: an instance keeps no record by which its deployment would be found. */
    public static Redaction of(SlotFolder slot) throws IOException {
        Set<String> values = none();
        read(slot.secrets(), values);
        add(slot.tokenFile(), values);
        return new Redaction(List.copyOf(values));
    }

    /** What is within another goes after it. */
    private static Set<String> none() {
        return new TreeSet<>(
                Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));
    }

    private static void read(Path folder, Set<String> values) throws IOException {
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    add(file, values);
                }
            }
        }
    }

    private static void add(Path file, Set<String> values) throws IOException {
        if (Files.isRegularFile(file)) {
            String value = Files.readString(file).strip();
            Stream.concat(Stream.of(value), value.lines().map(String::strip))
                    .filter(line -> line.length() >= SHORTEST)
                    .forEach(line -> {
                        values.add(line);
                        String quoted = Json.line(line);
                        values.add(quoted.substring(1, quoted.length() - 1));
                    });
        }
    }

    /** The text without them. */
    public String clean(String text) {
        String clean = text;
        for (String value : values) {
            clean = clean.replace(value, GONE);
        }
        clean = IN_ADDRESS.matcher(clean).replaceAll("$1" + GONE + "@");
        return BY_KEY.matcher(clean).replaceAll("$1\"" + GONE + "\"");
    }
}
