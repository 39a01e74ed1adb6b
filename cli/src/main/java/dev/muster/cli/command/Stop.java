package dev.muster.cli.command;

import dev.muster.agent.api.AgentCommand.Verb;
import dev.muster.agent.slot.SlotFolder;
import dev.muster.cli.world.Context;
import dev.muster.core.problem.MusterException;
import dev.muster.core.state.NodeState;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Stops a node's programs cleanly; its agent stays and its data too. */
@Command(
        description = "Stops a node's programs cleanly; its agent stays and its data too.",
        footer = "example: muster stop litecoin-regtest",
        mixinStandardHelpOptions = true)
public final class Stop extends NodeCommand {
    @Option(names = "--instance", description = "on AWS: the instance too; says what is still paid")
    boolean instance;

    public Stop(Context context) {
        super(context, Verb.STOP, state -> state == NodeState.STOPPED);
    }

    @Override
    void here(List<SlotFolder> slots) throws IOException, InterruptedException {
        if (instance) {
            throw MusterException.invalid("--instance is for AWS, and the node runs on this machine", "");
        }
        super.here(slots);
    }

    @Override
    void onAws(AwsOrders orders, @Nullable String named) throws IOException, InterruptedException {
        if (instance) {
            orders.stopInstances(named);
        } else {
            super.onAws(orders, named);
        }
    }
}
