package dev.muster.cli.command;

import dev.muster.agent.slot.SlotFolder;
import dev.muster.cli.world.Context;
import dev.muster.core.problem.MusterException;
import dev.muster.core.text.Suggest;
import dev.muster.local.DeploymentFolder;
import dev.muster.local.StateFolder;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Finds what {@code NAME[/SLOT]} names; one deployment needs no name. */
final class Targets {
    private final StateFolder state;

    Targets(Context context) {
        this.state = context.state();
    }

    /** The deployment of a name, or the only one there is. */
    DeploymentFolder deployment(@Nullable String name) throws IOException {
        List<DeploymentFolder> all = state.deployments();
        if (name == null) {
            return only(all);
        }
        String bare = name.contains("/") ? name.substring(0, name.indexOf('/')) : name;
        return all.stream()
                .filter(deployment -> deployment.name().equals(bare))
                .findFirst()
                .orElseThrow(() -> MusterException.invalid(
                        "no deployment is called \"" + bare + "\""
                                + Suggest.tail(
                                        bare,
                                        all.stream().map(DeploymentFolder::name).toList()),
                        "\"muster status\" lists them"));
    }

    private static DeploymentFolder only(List<DeploymentFolder> all) {
        if (all.isEmpty()) {
            throw MusterException.invalid("nothing is up", "try: muster up examples/litecoin-regtest.yaml");
        }
        if (all.size() > 1) {
            throw MusterException.invalid(
                    "there are several deployments; say which",
                    "they are: "
                            + String.join(
                                    ", ",
                                    all.stream().map(DeploymentFolder::name).toList()));
        }
        return all.getFirst();
    }

    /** The slots that are meant: one if the name has a number, else all. */
    List<SlotFolder> slots(@Nullable String name) throws IOException {
        DeploymentFolder deployment = deployment(name);
        SortedMap<Integer, SlotFolder> slots = deployment.slots();
        Optional<Integer> number = number(name);
        if (number.isEmpty()) {
            return List.copyOf(slots.values());
        }
        SlotFolder slot = slots.get(number.get());
        if (slot == null) {
            throw MusterException.invalid(
                    deployment.name() + " has no node " + number.get(), "it has " + slots.keySet());
        }
        return List.of(slot);
    }

    /** The slot that is meant; the first if the name has no number. */
    SlotFolder slot(@Nullable String name) throws IOException {
        List<SlotFolder> slots = slots(name);
        if (slots.isEmpty()) {
            throw MusterException.failed(
                    deployment(name).name() + " has no nodes yet",
                    "run \"muster up " + deployment(name).name() + "\"");
        }
        return slots.getFirst();
    }

    /** {@code NAME --node 2} is the same as {@code NAME/2}. */
    static @Nullable String named(@Nullable String name, @Nullable Integer node) {
        return node == null || name == null ? name : name.split("/", 2)[0] + "/" + node;
    }

    static Optional<Integer> number(@Nullable String name) {
        if (name == null || !name.contains("/")) {
            return Optional.empty();
        }
        String text = name.substring(name.indexOf('/') + 1);
        try {
            return Optional.of(Integer.parseInt(text));
        } catch (NumberFormatException e) {
            throw new MusterException(
                    MusterException.Exit.INVALID,
                    "\"" + text + "\" is not a node's number",
                    "write NAME/1, NAME/2 and so on",
                    e);
        }
    }
}
