package dev.muster.cli.command;

import dev.muster.agent.api.AgentCommand.Verb;
import dev.muster.cli.world.Context;
import dev.muster.core.state.NodeState;
import picocli.CommandLine.Command;

/** Stops a node's programs cleanly; its agent stays and its data too. */
@Command(
        description = "Stops a node's programs cleanly; its agent stays and its data too.",
        footer = "example: muster stop litecoin-regtest",
        mixinStandardHelpOptions = true)
public final class Stop extends NodeCommand {
    public Stop(Context context) {
        super(context, Verb.STOP, state -> state == NodeState.STOPPED);
    }
}
