package dev.muster.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muster.agent.files.Json;
import dev.muster.agent.history.Event;
import dev.muster.agent.history.EventLog;
import dev.muster.agent.run.AgentMain;
import dev.muster.agent.slot.SlotFolder;
import dev.muster.aws.deploy.AwsStatus;
import dev.muster.aws.operate.Chronicle;
import dev.muster.aws.operate.Happened;
import dev.muster.cli.world.Context;
import dev.muster.core.report.NodeReport;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

    @Mixin
    AwsOptions aws = new AwsOptions();

    @Option(names = "--json", description = "a JSON object a line")
    boolean json;

    public Events(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        AwsTargets targets = new AwsTargets(context, aws);
        if (targets.meant(name)) {
            targets.each(name, this::onAws);
            return 0;
        }
        for (SlotFolder slot : new Targets(context).slots(name)) {
            for (Event event : new EventLog(slot.path().resolve("events"), AgentMain.EVENTS_MOST).tail(last)) {
                JsonNode line = Json.tree(Json.line(event));
                print(line);
            }
        }
        return 0;
    }

    /** What CloudFormation did, and what nodes tell of themselves. */
    private void onAws(AwsSite site) {
        List<NodeReport> nodes = new AwsStatus(site.cloud(), context.clock())
                .deployments(Optional.of(site.name().text())).stream()
                        .flatMap(deployment -> deployment.nodes().stream())
                        .toList();
        for (Happened one : new Chronicle(site.cloud()).of(site.stack(), nodes, site.number(), last)) {
            print(Json.MAPPER.valueToTree(Map.of(
                    "at", one.at().toString(), "slot", one.slot(), "type", one.type(), "message", one.message())));
        }
    }

    private void print(JsonNode line) {
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
