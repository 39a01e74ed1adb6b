package dev.muster.cli.command;

import dev.muster.agent.files.Json;
import dev.muster.agent.log.LiveLog;
import dev.muster.agent.log.LogReader;
import dev.muster.agent.slot.SlotFolder;
import dev.muster.cli.world.Context;
import dev.muster.core.problem.MusterException;
import dev.muster.core.value.Span;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what a node writes. Reads the files themselves, so that it works when no agent does. */
@Command(
        description = "Shows what a node's programs, or its agent, write.",
        footer = "example: muster logs -f litecoin-regtest",
        mixinStandardHelpOptions = true)
public final class Logs implements Callable<Integer> {
    private final Context context;

    @Parameters(arity = "0..1", paramLabel = "NAME[/SLOT]", description = "a node; the first of the deployment")
    @Nullable String name;

    @Option(
            names = {"-f", "--follow"},
            description = "go on with what is written")
    boolean follow;

    @Option(
            names = {"-n", "--last"},
            paramLabel = "LINES",
            description = "so many of the last lines; 50")
    int last = 50;

    @Option(names = "--source", paramLabel = "node|agent|boot", description = "whose; node; boot on AWS only")
    String source = "node";

    @Option(names = "--service", paramLabel = "SERVICE", description = "which program of the node; its first")
    @Nullable String service;

    @Option(names = "--since", paramLabel = "SPAN", description = "on AWS: nothing older than 1h, 7d, ...; 1h")
    String since = "1h";

    @Option(names = "--node", paramLabel = "SLOT", description = "which node, by its number")
    @Nullable Integer node;

    @Mixin
    AwsOptions aws = new AwsOptions();

    @Option(names = "--json", description = "a JSON object a line")
    boolean json;

    public Logs(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Choice.of("source", source, List.of("node", "agent", "boot"));
        AwsTargets targets = new AwsTargets(context, aws);
        if (targets.meant(name)) {
            new AwsLogs(context, targets, new AwsLogs.Wish(source, service, Span.parse(since), last, follow, json))
                    .show(Targets.named(name, node));
            return 0;
        }
        SlotFolder slot = new Targets(context).slot(Targets.named(name, node));
        LogReader reader = new LogReader(new LiveLog(file(slot), Long.MAX_VALUE, Integer.MAX_VALUE));
        long position = reader.end();
        print(reader.last(last));
        while (follow && !context.console().out().checkError()) {
            LogReader.Slice slice = reader.from(position);
            print(slice.text().lines().toList());
            position = slice.next();
            Thread.sleep(250);
        }
        return 0;
    }

    private void print(List<String> lines) {
        lines.forEach(line -> context.console().data(json ? Json.line(Map.of("line", line)) : line));
        context.console().out().flush();
    }

    private Path file(SlotFolder slot) throws IOException {
        if (source.equals("agent")) {
            return slot.logs().resolve("agent.log");
        }
        if (source.equals("boot")) {
            throw MusterException.invalid("only a node on AWS has a boot of its own", "write --source node or agent");
        }
        List<String> services = services(slot);
        String wanted = service == null ? services.getFirst() : service;
        if (!services.contains(wanted)) {
            throw MusterException.invalid(
                    "the node has no program \"" + wanted + "\"", "it has " + String.join(", ", services));
        }
        return slot.logs().resolve(wanted + ".log");
    }

    private static List<String> services(SlotFolder slot) throws IOException {
        var node = slot.node().orElseThrow();
        return java.util.Objects.requireNonNull(slot.blueprint(node).roles().get(node.role()))
                .services();
    }
}
