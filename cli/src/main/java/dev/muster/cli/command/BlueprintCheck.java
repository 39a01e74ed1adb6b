package dev.muster.cli.command;

import dev.muster.agent.files.Json;
import dev.muster.cli.world.Context;
import dev.muster.core.blueprint.BlueprintFolder;
import dev.muster.core.blueprint.Libraries;
import dev.muster.core.node.BlueprintLint;
import dev.muster.core.problem.InvalidFileException;
import dev.muster.core.problem.MusterException;
import dev.muster.core.problem.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The linter of blueprints. */
@Command(
        description = "Says everything that is wrong with a blueprint: its files, and trial runs of its templates for"
                + " every role and network.",
        footer = "example: muster blueprint check blueprints/litecoin",
        mixinStandardHelpOptions = true)
public final class BlueprintCheck implements Callable<Integer> {
    private final Context context;

    @Parameters(index = "0", paramLabel = "check", description = "check")
    String verb = "";

    @Parameters(index = "1", paramLabel = "DIR", description = "the blueprint's folder")
    Path folder = Path.of(".");

    @Option(names = "--json", description = "as JSON")
    boolean json;

    public BlueprintCheck(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        if (!verb.equals("check")) {
            throw MusterException.invalid(
                    "expected \"blueprint check DIR\"", "\"muster blueprints\" lists and shows blueprints");
        }
        if (!Files.isRegularFile(folder.resolve("blueprint.yaml"))) {
            throw MusterException.invalid(
                    folder + " has no blueprint.yaml", "name the folder of one blueprint, such as blueprints/litecoin");
        }
        BlueprintFolder files = Libraries.open(folder);
        List<Problem> problems = BlueprintLint.check(files);
        if (json) {
            context.console().out().print(Json.pretty(Map.of("valid", problems.isEmpty(), "problems", problems)));
            return problems.isEmpty() ? 0 : 2;
        }
        if (!problems.isEmpty()) {
            throw new InvalidFileException(problems);
        }
        context.console().data("blueprint " + files.name() + " is right");
        return 0;
    }
}
