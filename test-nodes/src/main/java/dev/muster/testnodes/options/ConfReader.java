package dev.muster.testnodes.options;

import dev.muster.testnodes.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a configuration file and those it includes into the settings.
 *
 * <p>Source: {@code ReadConfigStream} and {@code ReadConfigFiles} in src/common/config.cpp of bitcoin/bitcoin at
 * 1b3d58f128a5, read 2026-11-22. There bitcoind only logs "Ignoring unknown configuration value" for a key it does not
 * know; a stand-in refuses it in the words the same function has for its strict callers, because a key that is ignored
 * is a mistake in a blueprint.
 */
public final class ConfReader {
    private final OptionList options;
    private final Set<String> networks;
    private final boolean unknownKeysAreErrors;
    private final List<String> warnings = new ArrayList<>();

    public ConfReader(OptionList options, Set<String> networks, boolean unknownKeysAreErrors) {
        this.options = options;
        this.networks = networks;
        this.unknownKeysAreErrors = unknownKeysAreErrors;
    }

    /** What the real program only warns of. */
    public List<String> warnings() {
        return List.copyOf(warnings);
    }

    public void read(Path file, Settings into) throws Refusal {
        String text;
        try {
            text = Files.readString(file);
        } catch (IOException e) {
            throw refused("specified config file \"" + file + "\" could not be opened.");
        }
        readText(file.getFileName() + "", text, into);
    }

    /** The files that {@code includeconf} names are read after the first, relative to the data directory. */
    public void readIncludes(Path dataDirectory, Settings into) throws Refusal {
        for (String name : into.all("includeconf")) {
            Path file = dataDirectory.resolve(name);
            if (!Files.isReadable(file) || Files.isDirectory(file)) {
                throw refused("Failed to include configuration file " + name);
            }
            read(file, into);
        }
    }

    private void readText(String name, String text, Settings into) throws Refusal {
        try {
            ConfFile file = ConfFile.parse(text);
            file.sections().stream()
                    .filter(section -> !networks.contains(section.name()))
                    .forEach(section -> warnings.add(
                            name + ":" + section.line() + " Section [" + section.name() + "] is not recognized."));
            for (ConfFile.Entry entry : file.entries()) {
                add(entry, into);
            }
        } catch (Refusal e) {
            throw refused(e.text());
        }
    }

    private void add(ConfFile.Entry entry, Settings into) throws Refusal {
        KeyName key = KeyName.of(entry.key());
        if (key.name().equals("conf")) {
            throw new Refusal("conf cannot be set in the configuration file; use includeconf= if you want to include"
                    + " additional config files");
        }
        Optional<Option> option = options.find(key.name());
        if (option.isPresent()) {
            into.addFromFile(key, Value.interpret(key, option.get(), true, entry.value()));
        } else if (unknownKeysAreErrors) {
            throw new Refusal("Invalid configuration value " + entry.key());
        } else {
            warnings.add("Ignoring unknown configuration value " + entry.key());
        }
    }

    private static Refusal refused(String why) {
        return new Refusal("Error reading configuration file: " + why);
    }
}
