package dev.muster.cli.command;

import dev.muster.aws.cloud.Cloud;
import dev.muster.aws.deploy.StackView;
import dev.muster.aws.operate.Slot;
import dev.muster.aws.operate.Slots;
import dev.muster.core.problem.MusterException;
import dev.muster.core.value.Name;
import java.util.List;
import java.util.Optional;

/**
 * A deployment in one region.
 *
 * @param number of the node that was named; empty for all
 */
record AwsSite(Cloud cloud, StackView stack, Name name, Optional<Integer> number) {
    /** The slots that are meant. */
    List<Slot> slots() {
        List<Slot> all = new Slots(cloud).of(name, stack);
        if (number.isEmpty()) {
            return all;
        }
        List<Slot> meant =
                all.stream().filter(slot -> slot.number() == number.get()).toList();
        if (meant.isEmpty()) {
            throw MusterException.invalid(
                    name + " has no node " + number.get(),
                    "it has " + stack.slots().keySet());
        }
        return meant;
    }

    /** The slot that is meant; the first if none was named. */
    Slot slot() {
        return slots().stream()
                .findFirst()
                .orElseThrow(() ->
                        MusterException.invalid(name + " has no slots: nodes of a fleet cannot be named yet", ""));
    }
}
