package dev.muster.cli.command;

import dev.muster.agent.files.Json;
import dev.muster.cli.world.Context;
import dev.muster.core.problem.InvalidFileException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says whether a spec is right. */
@Command(
        description = "Says whether a spec is right, and all that is wrong with it.",
        footer = "example: muster validate -f muster.yaml",
        mixinStandardHelpOptions = true)
public final class Validate implements Callable<Integer> {
    private final Context context;

    @Parameters(arity = "0..1", paramLabel = "SPEC", description = "a spec's path; ./muster.yaml")
    @Nullable String word;

    @Mixin
    SpecOptions spec = new SpecOptions();

    @Option(names = "--json", description = "as JSON")
    boolean json;

    public Validate(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        try {
            SpecOptions.Read read = spec.read(context, word);
            print(List.of(), read.file() + " is right");
            return 0;
        } catch (InvalidFileException e) {
            if (!json) {
                throw e;
            }
            print(e.problems(), "");
            return 2;
        }
    }

    private void print(List<?> problems, String words) {
        if (json) {
            context.console().out().print(Json.pretty(Map.of("valid", problems.isEmpty(), "problems", problems)));
        } else {
            context.console().data(words);
        }
    }
}
