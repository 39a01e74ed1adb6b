package dev.muster.cli.command;

import dev.muster.agent.files.Json;
import dev.muster.agent.node.PrometheusText;
import dev.muster.agent.slot.SlotFolder;
import dev.muster.aws.deploy.AwsStatus;
import dev.muster.aws.operate.NodeNumbers;
import dev.muster.aws.operate.Slot;
import dev.muster.cli.world.Context;
import dev.muster.core.value.Span;
import dev.muster.local.AgentControl;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

    @Option(
            names = "--step",
            paramLabel = "SPAN",
            description = "with --since: time between two samples; 10s, on AWS whole minutes; 1m")
    String step = "10s";

    @Mixin
    AwsOptions aws = new AwsOptions();

    @Option(names = "--json", description = "as JSON; with --since it is JSON anyway")
    boolean json;

    public Metrics(Context context) {
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

    /** Now by the reports, over time by CloudWatch. */
    private void onAws(AwsSite site) {
        site.require();
        Instant now = context.clock().instant();
        if (since != null) {
            NodeNumbers numbers = new NodeNumbers(site.cloud());
            for (Slot slot : site.slots()) {
                Map<String, Object> one = new LinkedHashMap<>();
                one.put("node", slot.name());
                one.put("series", numbers.series(slot, now.minus(Span.parse(since)), now, Span.parse(step)));
                context.console().out().print(Json.pretty(one));
            }
            return;
        }
        new AwsStatus(site.cloud(), context.clock())
                .deployments(Optional.of(site.name().text())).stream()
                        .flatMap(deployment -> deployment.nodes().stream())
                        .filter(node -> site.number().isEmpty() || site.number().get() == node.slot())
                        .forEach(node ->
                                context.console().out().print(json ? Json.pretty(node) : PrometheusText.of(node)));
    }

    private String path() {
        return since == null
                ? "/metrics"
                : "/history?from=" + context.clock().instant().minus(Span.parse(since)) + "&step="
                        + Span.parse(step).toSeconds();
    }
}
