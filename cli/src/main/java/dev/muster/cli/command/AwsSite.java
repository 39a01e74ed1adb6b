package dev.muster.cli.command;

import dev.muster.aws.cloud.Cloud;
import dev.muster.aws.deploy.StackView;
import dev.muster.aws.operate.Slot;
import dev.muster.aws.operate.Slots;
import dev.muster.aws.synth.Names;
import dev.muster.core.problem.MusterException;
import dev.muster.core.value.Name;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A deployment in one region.
 *
 * @param number of the node that was named; empty for all
 */
record AwsSite(Cloud cloud, StackView stack, Name name, Optional<Integer> number) {
    /** Words of the slots that are meant; a fleet's nodes have one together. */
    List<String> words() {
        Set<Integer> numbers = stack.slots().keySet();
        if (numbers.isEmpty() && number.isEmpty()) {
            return List.of(Names.FLEET);
        }
        require();
        return number.map(List::of).orElseGet(() -> List.copyOf(numbers)).stream()
                .map(String::valueOf)
                .toList();
    }

    /** The slots that are meant. */
    List<Slot> slots() {
        require();
        return new Slots(cloud)
                .of(name, stack).stream()
                        .filter(slot -> number.isEmpty() || slot.number() == number.get())
                        .toList();
    }

    /** The slot that is meant; the first if none was named. */
    Slot slot() {
        return slots().getFirst();
    }

    /** @throws MusterException if there is no node of the number, or if nodes have none */
    void require() {
        Set<Integer> numbers = stack.slots().keySet();
        if (numbers.isEmpty()) {
            throw MusterException.invalid(
                    name + " is a fleet: its nodes have no numbers, and this command is for nodes that have",
                    "\"muster logs " + name + "\" and \"muster events " + name + "\" show all of them; one of them is"
                            + " reached with \"aws ssm start-session --region " + cloud.region()
                            + " --target INSTANCE\"");
        }
        if (number.filter(wanted -> !numbers.contains(wanted)).isPresent()) {
            throw MusterException.invalid(name + " has no node " + number.get(), "it has " + numbers);
        }
    }
}
