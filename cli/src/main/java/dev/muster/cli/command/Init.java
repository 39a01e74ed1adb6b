package dev.muster.cli.command;

import dev.muster.cli.world.Console;
import dev.muster.cli.world.Context;
import dev.muster.core.blueprint.Blueprint;
import dev.muster.core.spec.Spec.Target;
import dev.muster.core.spec.SpecReader.Resolved;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a spec to begin with. */
@Command(
        description = "Writes a spec with comments. Asks on a terminal for what is missing.",
        footer = "example: muster init litecoin --network mainnet --set \"prune=10 GB\"",
        mixinStandardHelpOptions = true)
public final class Init implements Callable<Integer> {
    private final Context context;

    @Parameters(
            arity = "0..1",
            paramLabel = "BLUEPRINT",
            description = "kind of node; \"muster blueprints\" lists them")
    @Nullable String blueprint;

    @Mixin
    InitOptions options = new InitOptions();

    @Option(names = "--blueprints", paramLabel = "DIR", description = "a folder of own blueprints")
    @Nullable Path folder;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "where to; ./muster.yaml; - for standard output")
    Path output = Path.of("muster.yaml");

    @Mixin
    NewFile target = new NewFile();

    public Init(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        InitQuestions questions = new InitQuestions(context.console(), context.library(Optional.ofNullable(folder)));
        boolean print = output.toString().equals("-");
        if (!print) {
            target.allow(output);
        }
        Blueprint kind = questions.blueprint(blueprint);
        String text = questions.draft(kind, options).text();
        // What is written is right, or is not written.
        Resolved resolved = SpecOptions.resolve(
                output.toString(), text, context.library(Optional.ofNullable(folder)), spec -> spec);
        if (print) {
            context.console().out().print(text);
            return 0;
        }
        Files.writeString(output, text);
        tell(resolved.spec().target());
        return 0;
    }

    private void tell(Target where) {
        Console console = context.console();
        String option = output.toString().equals("muster.yaml") ? "" : " " + output;
        console.data("wrote " + output);
        console.say("next: muster plan" + option + ", then muster "
                + (where == Target.AWS ? "synth" + option + " -o DIR" : "up" + option));
    }
}
