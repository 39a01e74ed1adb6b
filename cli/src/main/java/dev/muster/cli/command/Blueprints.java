package dev.muster.cli.command;

import dev.muster.agent.files.Json;
import dev.muster.cli.world.Context;
import dev.muster.core.blueprint.Blueprint;
import dev.muster.core.blueprint.BlueprintFolder;
import dev.muster.core.blueprint.BlueprintLibrary;
import dev.muster.core.blueprint.BlueprintReader;
import dev.muster.core.problem.MusterException;
import dev.muster.core.problem.Problems;
import dev.muster.core.text.Suggest;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists kinds of nodes, or shows one. */
@Command(
        description = "Lists the kinds of nodes there are; \"show NAME\" explains one.",
        footer = "example: muster blueprints show litecoin",
        mixinStandardHelpOptions = true)
public final class Blueprints implements Callable<Integer> {
    private final Context context;

    @Parameters(arity = "0..1", index = "0", paramLabel = "show", description = "show one")
    @Nullable String verb;

    @Parameters(arity = "0..1", index = "1", paramLabel = "BLUEPRINT", description = "which one")
    @Nullable String name;

    @Option(names = "--blueprints", paramLabel = "DIR", description = "a folder of own blueprints")
    @Nullable Path folder;

    @Option(names = "--json", description = "as JSON")
    boolean json;

    public Blueprints(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        BlueprintLibrary library = context.library(Optional.ofNullable(folder));
        if (verb == null) {
            list(library);
        } else if (verb.equals("show") && name != null) {
            show(read(library, name));
        } else {
            throw MusterException.invalid("expected \"blueprints\" or \"blueprints show NAME\"", "");
        }
        return 0;
    }

    private void list(BlueprintLibrary library) {
        Map<String, String> all = new LinkedHashMap<>();
        library.names().forEach(known -> all.put(known, read(library, known).summary()));
        if (json) {
            context.console().out().print(Json.pretty(all));
        } else {
            all.forEach((known, summary) -> context.console().data("%-12s %s".formatted(known, summary)));
        }
    }

    private static Blueprint read(BlueprintLibrary library, String name) {
        BlueprintFolder found = library.find(name)
                .orElseThrow(() -> MusterException.invalid(
                        "no blueprint is called \"" + name + "\"" + Suggest.tail(name, library.names()),
                        "\"muster blueprints\" lists them"));
        Problems problems = new Problems();
        Optional<Blueprint> blueprint = BlueprintReader.read(found, problems);
        problems.raise();
        return blueprint.orElseThrow();
    }

    private void show(Blueprint blueprint) {
        if (json) {
            context.console().out().print(Json.pretty(BlueprintJson.of(blueprint)));
        } else {
            BlueprintText.lines(blueprint).forEach(context.console()::data);
        }
    }
}
