package dev.muster.cli;

import dev.muster.agent.files.Whole;
import dev.muster.cli.world.Console;
import dev.muster.cli.world.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/**
 * Goes through the commands that people type most, in one JVM and without a word: what it loads is what the AOT cache
 * of the launcher holds. Works in a folder of its own; touches no deployment.
 */
@Command(description = "Goes through other commands for the AOT cache.", hidden = true)
final class Train implements Callable<Integer> {
    private static final List<List<String>> LINES = List.of(
            List.of(),
            List.of("help"),
            List.of("up", "--help"),
            List.of("init", "litecoin", "--network", "regtest", "-o", "SPEC"),
            List.of("validate", "SPEC"),
            List.of("plan", "SPEC"),
            List.of("plan", "-f", "SPEC", "--json"),
            init("ha", "AWS"),
            List.of("plan", "AWS"),
            List.of("check", "AWS"),
            List.of("synth", "AWS", "-o", "DIR"),
            init("fleet", "FLEET"),
            List.of("synth", "FLEET", "-o", "DIR"),
            List.of("status"),
            List.of("status", "--json"),
            List.of("blueprints"),
            List.of("__complete", "--", "st"));

    private final Context context;

    Train(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        Path folder = Files.createTempDirectory("muster-train");
        Map<String, String> paths = Map.of(
                "SPEC", folder + "/muster.yaml",
                "AWS", folder + "/aws.yaml",
                "FLEET", folder + "/fleet.yaml",
                "DIR", folder + "/stacks");
        int worst = 0;
        try {
            for (List<String> line : LINES) {
                worst = Math.max(worst, run(folder, line, paths));
            }
            // The way of an error is gone through too.
            run(folder, List.of("plan", "missing.yaml"), paths);
        } finally {
            Whole.remove(folder);
        }
        return worst;
    }

    private static List<String> init(String topology, String to) {
        String words = "init bitcoin --network mainnet --target aws --region us-east-1 --name train";
        return Stream.concat(Stream.of(words.split(" ", -1)), Stream.of("--topology", topology, "-o", to))
                .toList();
    }

    private int run(Path folder, List<String> line, Map<String, String> paths) {
        return new Cli(silent(folder))
                .run(line.stream().map(word -> paths.getOrDefault(word, word)).toArray(String[]::new));
    }

    private Context silent(Path folder) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
        Map<String, String> environment = new HashMap<>(context.environment());
        environment.put("XDG_STATE_HOME", folder.resolve("state").toString());
        environment.put("XDG_CACHE_HOME", folder.resolve("cache").toString());
        return new Context(
                new Console(nowhere, nowhere, false, false, 80), environment, context.clock(), context.version());
    }
}
