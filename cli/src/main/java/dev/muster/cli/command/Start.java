package dev.muster.cli.command;

import dev.muster.agent.api.AgentCommand.Verb;
import dev.muster.cli.world.Context;
import dev.muster.core.state.NodeState;
import picocli.CommandLine.Command;

/** Starts a node's programs. */
@Command(
        description = "Starts a node's programs.",
        footer = "example: muster start litecoin-regtest",
        mixinStandardHelpOptions = true)
public final class Start extends NodeCommand {
    public Start(Context context) {
        super(context, Verb.START, NodeState::started);
    }
}
