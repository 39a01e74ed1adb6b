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
import dev.muster.aws.operate.NodeEvents;
import dev.muster.cli.world.Context;
import dev.muster.core.report.NodeReport;
import dev.muster.core.value.Span;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
        footer = "example: muster events litecoin-regtest -n 10 --since 1h",
        mixinStandardHelpOptions = true)
public final class Events implements Callable<Integer> {
    /** How far back logs are searched unless it is said: that takes calls, and time. */
    private static final Duration AGENTS = Duration.ofDays(7);

    private final Context context;

    @Parameters(arity = "0..1", paramLabel = "NAME[/SLOT]", description = "a deployment or one node of it")
    @Nullable String name;

    @Option(
            names = {"-n", "--last"},
            paramLabel = "COUNT",
            description = "so many of the last ones; 30")
    int last = 30;

    @Option(names = "--since", paramLabel = "SPAN", description = "nothing older than 1h, 7d, ...; of agents on AWS 7d")
    @Nullable String since;

    @Option(names = "--node", paramLabel = "SLOT", description = "which node, by its number")
    @Nullable Integer node;

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
            targets.each(Targets.named(name, node), this::onAws);
            return 0;
        }
        Instant from = from().orElse(Instant.MIN);
        for (SlotFolder slot : new Targets(context).slots(Targets.named(name, node))) {
            List<Event> all = new EventLog(slot.path().resolve("events"), AgentMain.EVENTS_MOST).since(from);
            for (Event event : all.subList(Math.max(0, all.size() - Math.max(0, last)), all.size())) {
                print(Json.tree(Json.line(event)));
            }
        }
        return 0;
    }

    private Optional<Instant> from() {
        return Optional.ofNullable(since).map(span -> context.clock().instant().minus(Span.parse(span)));
    }

    /** What CloudFormation did, and what agents have noticed and done. */
    private void onAws(AwsSite site) {
        List<NodeReport> nodes = new AwsStatus(site.cloud(), context.clock())
                .deployments(Optional.of(site.name().text())).stream()
                        .flatMap(deployment -> deployment.nodes().stream())
                        .toList();
        NodeEvents agents = new NodeEvents(
                site.cloud(),
                site.name(),
                from().orElse(context.clock().instant().minus(AGENTS)));
        List<Happened> all = new Chronicle(site.cloud())
                .of(site.stack(), nodes, agents, site.words(), site.number().isEmpty(), from(), Math.max(0, last));
        all.forEach(one -> print(Json.MAPPER
                .createObjectNode()
                .put("at", one.at().toString())
                .put("slot", one.slot())
                .put("type", one.type())
                .put("message", one.message())));
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
