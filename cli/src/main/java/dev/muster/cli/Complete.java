package dev.muster.cli;

import dev.muster.cli.world.Context;
import dev.muster.local.DeploymentFolder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Parameters;

/** What could stand where the cursor is, a line each, made from the table of commands; asked by shells. */
@Command(description = "What could stand at the end of a command line.", hidden = true)
final class Complete implements Callable<Integer> {
    /** The shell is to offer files. */
    static final String FILES = ":files";

    private final Context context;

    @Parameters(arity = "0..*", paramLabel = "WORD", description = "the words up to the cursor, after \"--\"")
    List<String> words = List.of();

    Complete(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        String last = words.isEmpty() ? "" : words.getLast();
        candidates(last).stream()
                .filter(word -> word.equals(FILES) || word.startsWith(last))
                .distinct()
                .forEach(context.console()::data);
        return 0;
    }

    private List<String> candidates(String last) throws IOException {
        if (words.size() <= 1) {
            return Stream.concat(Commands.names().stream(), Stream.of("help", "--help", "--version"))
                    .toList();
        }
        if (words.getFirst().equals("help")) {
            return Stream.concat(Overview.TOPICS.stream(), Commands.names().stream())
                    .toList();
        }
        Optional<Entry> entry = Commands.find(words.getFirst());
        return entry.isEmpty()
                ? List.of()
                : command(Cli.line(context, entry.get()).getCommandSpec(), last);
    }

    private List<String> command(CommandSpec spec, String last) throws IOException {
        OptionSpec before = spec.findOption(words.get(words.size() - 2));
        if (before != null && before.arity().max() > 0) {
            return values(before);
        }
        if (last.startsWith("-")) {
            return spec.options().stream().map(OptionSpec::longestName).toList();
        }
        int position = position(spec);
        for (PositionalParamSpec parameter : spec.positionalParameters()) {
            if (parameter.index().contains(position)) {
                return values(parameter);
            }
        }
        return List.of();
    }

    /** How many words without an option stand before the cursor. */
    private int position(CommandSpec spec) {
        int position = 0;
        for (int i = 1; i < words.size() - 1; i++) {
            OptionSpec option = spec.findOption(words.get(i));
            if (option != null && option.arity().max() > 0) {
                i++;
            } else if (!words.get(i).startsWith("-")) {
                position++;
            }
        }
        return position;
    }

    private List<String> values(ArgSpec argument) throws IOException {
        String label = argument.paramLabel();
        List<String> all = new ArrayList<>();
        if (label.contains("SPEC") || label.contains("FILE") || label.contains("DIR")) {
            all.add(FILES);
        }
        if (label.equals("BLUEPRINT")) {
            all.addAll(context.library(Optional.empty()).names());
        } else if (label.contains("NAME")) {
            all.addAll(deployments(label.contains("SLOT")));
        } else if (label.equals("FORM")) {
            all.addAll(List.of("auto", "live", "plain", "json"));
        } else if (label.equals(label.toLowerCase(java.util.Locale.ROOT))) {
            all.addAll(Arrays.asList(label.split("\\|", -1)));
        }
        return all;
    }

    private List<String> deployments(boolean slots) throws IOException {
        List<String> names = new ArrayList<>();
        for (DeploymentFolder deployment : context.state().deployments()) {
            names.add(deployment.name());
            if (slots) {
                deployment.slots().keySet().forEach(slot -> names.add(deployment.name() + "/" + slot));
            }
        }
        return names;
    }
}
