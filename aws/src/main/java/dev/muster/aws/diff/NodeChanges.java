package dev.muster.aws.diff;

import dev.muster.core.plan.Change;
import dev.muster.core.plan.Change.Action;
import dev.muster.core.plan.NodeDiff;
import dev.muster.core.plan.NodeDiff.Side;
import java.util.List;
import java.util.Optional;

/** What changes within a node whose template may stay as it is: settings, version, blueprint. */
final class NodeChanges {
    private NodeChanges() {}

    /**
     * The changes of a node and its services.
     *
     * @param name the node's, for a person
     * @param replaced whether its instance is replaced, so that its services start anew in any case
     */
    static List<Change> of(String name, SlotFiles now, SlotFiles then, boolean replaced) {
        if (now.sums().equals(then.sums())) {
            return replaced ? List.of() : List.of(new Change(Action.KEEP, "node", name, "as it shall be"));
        }
        Optional<Side> before = now.side();
        Optional<Side> after = then.side();
        if (before.isEmpty() || after.isEmpty()) {
            return List.of(new Change(
                    Action.CHANGE,
                    "node",
                    name,
                    "other files; the earlier ones cannot be read, so not what they change"));
        }
        return NodeDiff.between(before.get(), after.get()).stream()
                .filter(change -> !replaced || change.action() == Action.CHANGE)
                .map(change -> named(name, after.get().node().name(), change))
                .toList();
    }

    /** All nodes of a fleet in a region share a configuration, and the diff calls it by the first. */
    private static Change named(String name, String own, Change change) {
        return new Change(change.action(), change.kind(), name + change.name().substring(own.length()), change.why());
    }
}
