package dev.muster.cli.command;

import dev.muster.agent.api.AgentCommand.Verb;
import dev.muster.aws.cost.Bill;
import dev.muster.aws.cost.Estimate;
import dev.muster.aws.deploy.AwsDown;
import dev.muster.aws.deploy.SlotSwitch;
import dev.muster.aws.deploy.Volume;
import dev.muster.aws.operate.RunCommand;
import dev.muster.aws.operate.Slot;
import dev.muster.cli.render.ProgressOutput;
import dev.muster.cli.world.Context;
import dev.muster.core.problem.MusterException;
import dev.muster.core.progress.Progress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Stops, starts and restarts nodes on AWS: their agents are told by Run Command, instances by their stack. */
final class AwsOrders {
    private final Context context;
    private final AwsTargets targets;
    private final Verb verb;
    private final boolean wait;

    AwsOrders(Context context, AwsTargets targets, Verb verb, boolean wait) {
        this.context = context;
        this.targets = targets;
        this.verb = verb;
        this.wait = wait;
    }

    /** Tells the agents; instances that were stopped are started first. */
    void give(@Nullable String name) throws IOException, InterruptedException {
        targets.each(name, site -> {
            List<Slot> asleep =
                    site.slots().stream().filter(slot -> !slot.wanted()).toList();
            List<Slot> awake = site.slots().stream().filter(Slot::wanted).toList();
            if (verb == Verb.START && !asleep.isEmpty()) {
                turn(site, asleep, true);
                asleep.forEach(slot -> context.console()
                        .data(slot.name() + "  its instance starts; \"muster status " + slot.name()
                                + " --watch\" shows it come up"));
            } else if (awake.isEmpty()) {
                // Says for the first of them why nothing can be told to it.
                RunCommand.instance(asleep.getFirst());
            }
            RunCommand command = new RunCommand(site.cloud(), targets.pace());
            for (Slot slot : awake) {
                tell(command, slot);
            }
        });
    }

    private void tell(RunCommand command, Slot slot) throws InterruptedException {
        List<String> words =
                new ArrayList<>(List.of("muster", "agent-do", verb.name().toLowerCase(Locale.ROOT)));
        if (!wait) {
            words.add("--no-wait");
        }
        RunCommand.Said said = command.run(slot, Shells.line(words));
        said.out().lines().forEach(context.console()::data);
        require(slot, said);
    }

    /** @throws MusterException with what the other side says of it */
    static void require(Slot slot, RunCommand.Said said) {
        if (said.code() != 0) {
            List<String> words = said.err()
                    .lines()
                    .map(line -> line.replaceFirst("^error: ", "").strip())
                    .filter(line -> !line.isEmpty())
                    .toList();
            throw MusterException.failed(
                    slot.name() + ": " + (words.isEmpty() ? "the command ended with " + said.code() : words.getFirst()),
                    String.join("\n  ", words.subList(Math.min(1, words.size()), words.size())));
        }
    }

    /** Stops instances; what they had on their volumes stays. */
    void stopInstances(@Nullable String name) throws IOException, InterruptedException {
        targets.each(name, site -> {
            List<Slot> slots = site.slots();
            if (!turn(site, slots, false)) {
                context.console().data("nothing to change: no instance is meant to run");
            }
            paid(site, slots);
        });
    }

    private boolean turn(AwsSite site, List<Slot> slots, boolean running) throws InterruptedException {
        try (ProgressOutput output = ProgressOutput.of(ProgressOutput.Form.AUTO, context.console(), context.clock())) {
            Progress root = Progress.root(output, context.clock(), site.name().text());
            return new SlotSwitch(site.cloud(), targets.pace())
                    .set(
                            site.name(),
                            slots.stream().map(Slot::number).toList(),
                            running,
                            context.clock().instant(),
                            root);
        }
    }

    /** What goes on being paid without the instances. */
    private void paid(AwsSite site, List<Slot> slots) {
        List<String> words =
                slots.stream().map(slot -> String.valueOf(slot.number())).toList();
        List<Volume> volumes = new AwsDown(site.cloud(), targets.pace())
                .volumes(site.name()).stream()
                        .filter(volume -> words.contains(volume.slot()))
                        .toList();
        for (Volume volume : volumes) {
            String price = Estimate.of(
                            List.of(Bill.of(site.cloud().region()).with(volume.bill(), 1)), Previews.prices(context))
                    .sum()
                    .map(usd -> "US$%.2f a month".formatted(usd))
                    .orElse("at a price that is not known");
            context.console()
                    .data(site.name() + "/" + volume.slot() + "  stopped; its volume " + volume.id() + ", "
                            + volume.gibibytes() + " GiB, is still paid: " + price);
        }
        context.console()
                .say("so are addresses, load balancer, alarms, dashboard and logs of the deployment; \"muster start "
                        + site.name() + "\" starts it again");
    }
}
