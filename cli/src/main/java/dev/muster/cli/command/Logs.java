package dev.muster.cli.command;

import dev.muster.agent.files.Json;
import dev.muster.agent.log.LiveLog;
import dev.muster.agent.log.LogReader;
import dev.muster.agent.slot.SlotFolder;
import dev.muster.cli.world.Context;
import dev.muster.core.problem.MusterException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
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

    @Option(names = "--source", paramLabel = "node|agent", description = "whose; node")
    String source = "node";

    @Option(names = "--service", paramLabel = "SERVICE", description = "which program of the node; its first")
    @Nullable String service;

    @Option(names = "--json", description = "a JSON object a line")
    boolean json;

    public Logs(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        SlotFolder slot = new Targets(context).slot(name);
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
        if (!source.equals("node")) {
            throw MusterException.invalid("--source takes node or agent, not \"" + source + "\"", "");
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
