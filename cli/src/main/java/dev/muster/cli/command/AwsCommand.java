package dev.muster.cli.command;

import dev.muster.cli.world.Context;
import dev.muster.core.problem.MusterException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** What concerns an AWS account as a whole. */
@Command(
        description = "What an AWS account must allow, and taking away what all deployments of a region share.",
        subcommands = {AwsPolicy.class, AwsRemove.class},
        footer = "example: muster aws policy -f examples/bitcoin-ha.yaml",
        mixinStandardHelpOptions = true)
public final class AwsCommand implements Callable<Integer> {
    public AwsCommand(Context context) {
        // The subcommands get it.
    }

    @Override
    public Integer call() {
        throw MusterException.invalid(
                "aws wants a word more: policy or remove", "such as \"muster aws policy -f examples/bitcoin-ha.yaml\"");
    }
}
