package dev.muster.testnodes.options;

import dev.muster.testnodes.Refusal;
import java.util.List;
import java.util.Optional;

/**
 * Reads {@code -name}, {@code --name} and {@code -name=value}; anything the program does not know ends it.
 *
 * <p>Source: {@code ArgsManager::ParseParameters} in src/common/args.cpp and {@code ParseArgs} in src/bitcoind.cpp
 * of bitcoin/bitcoin at 1b3d58f128a5, read 2026-11-22.
 */
public final class CommandLine {
    private final OptionList options;
    private final String program;

    public CommandLine(OptionList options, String program) {
        this.options = options;
        this.program = program;
    }

    public void read(List<String> arguments, Settings into) throws Refusal {
        for (String argument : arguments) {
            readOne(argument, into);
        }
        if (!into.all("includeconf").isEmpty()) {
            throw refused("-includeconf cannot be used from commandline; -includeconf=\"%s\""
                    .formatted(into.all("includeconf").getFirst()));
        }
    }

    private void readOne(String argument, Settings into) throws Refusal {
        if (!argument.startsWith("-")) {
            throw new Refusal("Command line contains unexpected token '%s', see %s -h for a list of options."
                    .formatted(argument, program));
        }
        int equals = argument.indexOf('=');
        String dashed = equals < 0 ? argument : argument.substring(0, equals);
        KeyName key = KeyName.of(dashed.replaceFirst("^--?", ""));
        Option option = known(key).orElseThrow(() -> refused("Invalid parameter " + argument));
        into.addFromLine(key.name(), interpret(key, option, equals, argument));
    }

    private Optional<Option> known(KeyName key) {
        return key.section().isEmpty() ? options.find(key.name()) : Optional.empty();
    }

    private static Value interpret(KeyName key, Option option, int equals, String argument) throws Refusal {
        try {
            return Value.interpret(key, option, equals >= 0, equals < 0 ? "" : argument.substring(equals + 1));
        } catch (Refusal e) {
            throw refused(e.text());
        }
    }

    private static Refusal refused(String why) {
        return new Refusal("Error parsing command line arguments: " + why);
    }
}
