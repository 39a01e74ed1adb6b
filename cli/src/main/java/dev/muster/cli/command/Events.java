package dev.muster.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muster.agent.files.Json;
import dev.muster.agent.history.Event;
import dev.muster.agent.history.EventLog;
import dev.muster.agent.run.AgentMain;
import dev.muster.agent.slot.SlotFolder;
import dev.muster.cli.world.Context;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tells what happened to a node. Reads the event log itself, so that it works when no agent does. */
@Command(
        description = "Tells what happened to a node: starts, ends, states, commands.",
        footer = "example: muster events litecoin-regtest -n 10",
        mixinStandardHelpOptions = true)
public final class Events implements Callable<Integer> {
    private final Context context;

    @Parameters(arity = "0..1", paramLabel = "NAME[/SLOT]", description = "a deployment or one node of it")
    @Nullable String name;

    @Option(
            names = {"-n", "--last"},
            paramLabel = "COUNT",
            description = "so many of the last ones; 30")
    int last = 30;

    @Option(names = "--json", description = "a JSON object a line")
    boolean json;

    public Events(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        for (SlotFolder slot : new Targets(context).slots(name)) {
            for (Event event : new EventLog(slot.path().resolve("events"), AgentMain.EVENTS_MOST).tail(last)) {
                JsonNode line = Json.tree(Json.line(event));
                context.console()
                        .data(
                                json
                                        ? line.toString()
                                        : line.path("at").asText() + "  "
                                                + line.path("slot").asText() + "  "
                                                + line.path("type").asText() + "  "
                                                + line.path("message").asText());
            }
        }
        return 0;
    }
}
