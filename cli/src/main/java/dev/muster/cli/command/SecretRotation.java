package dev.muster.cli.command;

import dev.muster.aws.cloud.Cloud;
import dev.muster.aws.deploy.AwsDown;
import dev.muster.aws.deploy.AwsSecrets;
import dev.muster.aws.deploy.Pace;
import dev.muster.aws.operate.RunCommand;
import dev.muster.aws.operate.Slot;
import dev.muster.cli.world.Console;
import dev.muster.cli.world.Context;
import dev.muster.core.problem.MusterException;
import dev.muster.core.problem.MusterException.Exit;
import dev.muster.core.value.Name;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;

/** Gives a secret a new value and its nodes the secret, one after the other; says before what that does to them. */
final class SecretRotation {
    private final Context context;
    private final Cloud cloud;
    private final Name deployment;

    SecretRotation(Context context, Cloud cloud, Name deployment) {
        this.context = context;
        this.cloud = cloud;
        this.deployment = deployment;
    }

    /** @param sure whether nothing is asked */
    void run(String secret, Optional<String> value, boolean sure) throws InterruptedException {
        AwsSecrets secrets = new AwsSecrets(cloud, deployment.text());
        secrets.require(secret);
        RunCommand command = new RunCommand(cloud, Pace.USUAL);
        List<Slot> slots = slots();
        boolean restarts = false;
        for (Slot slot : slots) {
            restarts |= foretell(command, slot, secret);
        }
        if (restarts && !sure) {
            confirm();
        }
        secrets.rotate(secret, value, new SecureRandom());
        context.console().data(secret + " has a new value");
        for (Slot slot : slots) {
            give(command, slot);
        }
    }

    private List<Slot> slots() {
        return new AwsDown(cloud, Pace.USUAL)
                .stack(deployment)
                .map(stack -> new AwsSite(cloud, stack, deployment, Optional.empty()).slots())
                .orElse(List.of());
    }

    /** Whether it restarts, or may. */
    private boolean foretell(RunCommand command, Slot slot, String secret) throws InterruptedException {
        try {
            RunCommand.Said said = command.run(slot, Shells.line(List.of("muster", "agent-do", "renewal", secret)));
            AwsOrders.require(slot, said);
            said.out().lines().forEach(line -> context.console().say(slot.name() + ": " + line));
            return said.out().contains(" restarts ");
        } catch (MusterException e) {
            context.console()
                    .say(slot.name() + ": what it does to the node cannot be told (" + e.what()
                            + "); it takes the new value at its next start, or within an hour");
            return false;
        }
    }

    private void give(RunCommand command, Slot slot) throws InterruptedException {
        try {
            RunCommand.Said said = command.run(slot, Shells.line(List.of("muster", "agent-do", "reread")));
            AwsOrders.require(slot, said);
            said.out().lines().forEach(line -> context.console().data(slot.name() + "  " + line));
        } catch (MusterException e) {
            context.console()
                    .say(slot.name() + " was not told (" + e.what()
                            + "); its agent looks each hour and when it starts");
        }
    }

    private void confirm() {
        Console console = context.console();
        boolean typed = console.terminal()
                && console.ask("Nodes restart to take the new value. Go on? [y/N]")
                        .matches("(?i)y|yes");
        if (!typed) {
            throw new MusterException(
                    Exit.UNCONFIRMED, "nodes restart to take the new value", "if that is meant, add --yes");
        }
    }
}
