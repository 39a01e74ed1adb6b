package dev.muster.cli.command;

import dev.muster.agent.files.Json;
import dev.muster.agent.slot.SlotFolder;
import dev.muster.cli.world.Context;
import dev.muster.core.value.Span;
import dev.muster.local.AgentControl;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows a node's numbers. */
@Command(
        description = "Shows a node's numbers now, as Prometheus text, or over time with --since, as JSON.",
        footer = "example: muster metrics litecoin-regtest --since 1h --step 1m",
        mixinStandardHelpOptions = true)
public final class Metrics implements Callable<Integer> {
    private final Context context;

    @Parameters(arity = "0..1", paramLabel = "NAME[/SLOT]", description = "a deployment or one node of it")
    @Nullable String name;

    @Option(names = "--since", paramLabel = "SPAN", description = "the time series of the last 1h, 7d, ...")
    @Nullable String since;

    @Option(names = "--step", paramLabel = "SPAN", description = "with --since: time between two samples; 10s")
    String step = "10s";

    @Option(names = "--json", description = "as JSON; with --since it is JSON anyway")
    boolean json;

    public Metrics(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        for (SlotFolder slot : new Targets(context).slots(name)) {
            AgentControl agent = new AgentControl(slot);
            context.console()
                    .out()
                    .print(
                            json && since == null
                                    ? Json.pretty(agent.client().report())
                                    : agent.client().get(path()));
        }
        return 0;
    }

    private String path() {
        return since == null
                ? "/metrics"
                : "/history?from=" + context.clock().instant().minus(Span.parse(since)) + "&step="
                        + Span.parse(step).toSeconds();
    }
}
