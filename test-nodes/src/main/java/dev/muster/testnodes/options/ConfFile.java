package dev.muster.testnodes.options;

import dev.muster.testnodes.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The lines of a configuration file: {@code name=value}, {@code [section]} and comments.
 *
 * <p>Source: {@code GetConfigOptions} in src/common/config.cpp of bitcoin/bitcoin at 1b3d58f128a5, read 2026-11-22.
 */
record ConfFile(List<Entry> entries, List<Section> sections) {
    private static final Pattern SECTION = Pattern.compile("\\[(.*)]");

    record Entry(String key, String value) {}

    record Section(String name, int line) {}

    static ConfFile parse(String text) throws Refusal {
        ConfFile file = new ConfFile(new ArrayList<>(), new ArrayList<>());
        String prefix = "";
        int number = 0;
        for (String raw : text.lines().toList()) {
            prefix = file.line(++number, raw, prefix);
        }
        return file;
    }

    /** Reads one line; the prefix of the section that is open after it. */
    private String line(int number, String raw, String prefix) throws Refusal {
        String line = raw.replaceFirst("#.*", "").strip();
        Matcher section = SECTION.matcher(line);
        if (line.isEmpty()) {
            return prefix;
        }
        if (section.matches()) {
            sections.add(new Section(section.group(1), number));
            return section.group(1) + ".";
        }
        entry(number, line, raw.contains("#"), prefix);
        return prefix;
    }

    private void entry(int number, String line, boolean comment, String prefix) throws Refusal {
        int equals = line.indexOf('=');
        if (line.startsWith("-")) {
            throw broken(number, ": " + line + ", options in configuration file must be specified without leading -");
        }
        if (equals < 0) {
            throw broken(number, ": " + line + hint(line));
        }
        String key = prefix + line.substring(0, equals).strip();
        if (comment && key.contains("rpcpassword")) {
            throw broken(number, ", using # in rpcpassword can be ambiguous and should be avoided");
        }
        entries.add(new Entry(key, line.substring(equals + 1).strip()));
    }

    private static String hint(String line) {
        return line.startsWith("no") ? ", if you intended to specify a negated option, use " + line + "=1 instead" : "";
    }

    private static Refusal broken(int number, String why) {
        return new Refusal("parse error on line " + number + why);
    }
}
