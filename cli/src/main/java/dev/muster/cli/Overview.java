package dev.muster.cli;

import dev.muster.cli.render.StatusText;
import dev.muster.cli.world.Console;
import dev.muster.cli.world.Console.Colour;
import dev.muster.cli.world.Context;
import dev.muster.core.problem.MusterException;
import dev.muster.core.text.Suggest;
import dev.muster.local.DeploymentFolder;
import dev.muster.local.LocalStatus;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What {@code muster} alone says, and its help. */
final class Overview {
    private static final List<String> FIRST = List.of("init", "plan", "up", "status", "down");
    static final List<String> TOPICS = List.of("blueprints", "exit-codes", "files", "secrets", "spec", "states");

    private final Context context;

    Overview(Context context) {
        this.context = context;
    }

    /** What it is, five commands, what runs. */
    int print() throws IOException {
        Console console = context.console();
        console.data(
                console.paint(Colour.STRONG, "muster") + " runs nodes of decentralised networks, here and on AWS.");
        console.data("");
        for (String name : FIRST) {
            Commands.find(name).ifPresent(entry -> console.data("  %-10s %s".formatted(entry.name(), entry.summary())));
        }
        console.data("");
        List<DeploymentFolder> deployments = context.state().deployments();
        if (deployments.isEmpty()) {
            console.data("Nothing is up. Try: muster up examples/litecoin-regtest.yaml");
        } else {
            LocalStatus status = new LocalStatus(context.clock());
            for (DeploymentFolder deployment : deployments) {
                status.of(deployment).ifPresent(found -> new StatusText(console).print(found));
            }
        }
        console.data("");
        console.data("\"muster help\" lists all commands, \"muster COMMAND --help\" explains one.");
        return 0;
    }

    /** All commands by group. */
    int help() {
        Console console = context.console();
        console.data("usage: muster COMMAND [NAME[/SLOT]] [options]");
        Set<String> groups = new LinkedHashSet<>();
        Commands.ALL.stream()
                .map(Entry::group)
                .filter(group -> !group.isEmpty())
                .forEach(groups::add);
        for (String group : groups) {
            console.data("");
            console.data(console.paint(Colour.STRONG, group));
            Commands.ALL.stream()
                    .filter(entry -> entry.group().equals(group))
                    .forEach(entry -> console.data("  %-16s %s".formatted(entry.name(), entry.summary())));
        }
        console.data("");
        console.data("everywhere: --help, --verbose (stack traces), --version");
        console.data("topics: muster help " + String.join(" | ", TOPICS));
        return 0;
    }

    /** A command's help, or a page on a topic. */
    int topic(List<String> words) throws IOException {
        if (words.isEmpty()) {
            return help();
        }
        String word = words.getFirst();
        Console console = context.console();
        if (!TOPICS.contains(word) && Commands.find(word).isPresent()) {
            console.out().print(Cli.line(context, Commands.find(word).get()).getUsageMessage());
            return 0;
        }
        try (InputStream page = Overview.class.getResourceAsStream("/help/" + word + ".txt")) {
            if (page == null || !TOPICS.contains(word)) {
                Set<String> known = new TreeSet<>(TOPICS);
                known.addAll(Commands.names());
                throw MusterException.invalid(
                        "there is no help on \"" + word + "\"" + Suggest.tail(word, known),
                        "\"muster help\" lists all");
            }
            console.out().print(new String(page.readAllBytes(), StandardCharsets.UTF_8));
            return 0;
        }
    }
}
