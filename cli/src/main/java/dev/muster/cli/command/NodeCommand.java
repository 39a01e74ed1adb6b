package dev.muster.cli.command;

import dev.muster.agent.api.AgentCommand.Verb;
import dev.muster.agent.slot.SlotFolder;
import dev.muster.cli.world.Context;
import dev.muster.core.state.NodeState;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What restart, stop and start have in common: tell the agents, wait until it is so. */
abstract class NodeCommand implements Callable<Integer> {
    private final Context context;
    private final Verb verb;
    private final Predicate<NodeState> there;

    @Parameters(arity = "0..1", paramLabel = "NAME[/SLOT]", description = "a deployment or one node of it")
    @Nullable String name;

    @Option(names = "--no-wait", description = "do not wait until it is done")
    boolean noWait;

    @Mixin
    AwsOptions aws = new AwsOptions();

    NodeCommand(Context context, Verb verb, Predicate<NodeState> there) {
        this.context = context;
        this.verb = verb;
        this.there = there;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        AwsTargets targets = new AwsTargets(context, aws);
        if (targets.meant(name)) {
            onAws(new AwsOrders(context, targets, verb, !noWait), name);
        } else {
            here(new Targets(context).slots(name));
        }
        return 0;
    }

    void here(List<SlotFolder> slots) throws IOException, InterruptedException {
        new SlotOrders(context, verb, there).give(slots, !noWait);
    }

    void onAws(AwsOrders orders, @Nullable String named) throws IOException, InterruptedException {
        orders.give(named);
    }
}
