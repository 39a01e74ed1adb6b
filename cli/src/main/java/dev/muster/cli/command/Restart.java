package dev.muster.cli.command;

import dev.muster.agent.api.AgentCommand.Verb;
import dev.muster.cli.world.Context;
import dev.muster.core.state.NodeState;
import picocli.CommandLine.Command;

/** Stops a node's programs cleanly and starts them again. */
@Command(
        description = "Stops a node's programs cleanly and starts them again.",
        footer = "example: muster restart litecoin-pair/2",
        mixinStandardHelpOptions = true)
public final class Restart extends NodeCommand {
    public Restart(Context context) {
        super(context, Verb.RESTART, NodeState::started);
    }
}
