package dev.muster.core.plan;

import dev.muster.core.blueprint.Blueprint;
import dev.muster.core.blueprint.ServiceDef;
import dev.muster.core.node.NodeConfig;
import dev.muster.core.node.NodeRenderer;
import dev.muster.core.node.SlotPaths;
import dev.muster.core.plan.Change.Action;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Says what changes between what a slot runs and what it shall run, service by service. */
public final class NodeDiff {
    private NodeDiff() {}

    /**
     * A configuration together with the blueprint it was made for.
     *
     * @param paths where the slot's things lie
     */
    public record Side(Blueprint blueprint, NodeConfig node, SlotPaths paths) {
        private NodeRenderer renderer() {
            return new NodeRenderer(blueprint, node, paths, name -> "{{secret." + name + "}}");
        }
    }

    /**
     * The changes of one slot.
     *
     * @param now null: the slot does not exist yet
     * @param then null: the slot goes away
     */
    public static List<Change> between(@Nullable Side now, @Nullable Side then) {
        if (now == null && then == null) {
            return List.of();
        }
        if (now == null) {
            return created(Objects.requireNonNull(then));
        }
        if (then == null) {
            return List.of(new Change(Action.REMOVE, "node", now.node().name(), "the spec has fewer nodes"));
        }
        return changed(now, then);
    }

    private static List<Change> created(Side then) {
        List<Change> changes = new ArrayList<>();
        changes.add(new Change(
                Action.CREATE,
                "node",
                then.node().name(),
                then.blueprint().title() + ", " + then.node().role() + " on "
                        + then.node().network()));
        then.renderer()
                .services()
                .forEach(service -> changes.add(new Change(
                        Action.CREATE,
                        "service",
                        then.node().name() + "/" + service.name(),
                        "ports " + ports(then.node().ports()))));
        return changes;
    }

    private static String ports(Map<String, Integer> ports) {
        return String.join(
                ", ",
                ports.entrySet().stream()
                        .map(port -> port.getKey() + " " + port.getValue())
                        .toList());
    }

    private static List<Change> changed(Side now, Side then) {
        String why = String.join(", ", differences(now.node(), then.node()));
        List<Change> changes = new ArrayList<>();
        NodeRenderer before = now.renderer();
        NodeRenderer after = then.renderer();
        for (ServiceDef service : after.services()) {
            ServiceDef old = before.services().stream()
                    .filter(other -> other.name().equals(service.name()))
                    .findFirst()
                    .orElse(null);
            boolean same = old != null && before.fingerprint(old).equals(after.fingerprint(service));
            String name = then.node().name() + "/" + service.name();
            if (old == null) {
                changes.add(new Change(Action.CREATE, "service", name, why));
            } else if (!same) {
                changes.add(new Change(Action.RESTART, "service", name, why));
            }
        }
        boolean equal = now.node().equals(then.node());
        Action action = equal ? Action.KEEP : Action.CHANGE;
        changes.addFirst(new Change(action, "node", then.node().name(), equal ? "as it shall be" : why));
        return changes;
    }

    private static List<String> differences(NodeConfig now, NodeConfig then) {
        List<String> words = new ArrayList<>();
        words.addAll(keys("setting", now.settings(), then.settings()));
        words.addAll(keys("port", now.ports(), then.ports()));
        compare(words, "version", now.version(), then.version());
        compare(words, "role", now.role(), then.role());
        compare(words, "install", now.install(), then.install());
        compare(words, "produce", now.produceSeconds(), then.produceSeconds());
        compare(words, "minutes to stop", now.stopGraceMinutes(), then.stopGraceMinutes());
        if (!now.peers().equals(then.peers())) {
            words.add("other nodes");
        }
        if (!now.references().equals(then.references())) {
            words.add("references");
        }
        if (!now.blueprintChecksum().equals(then.blueprintChecksum())) {
            words.add("blueprint");
        }
        return words.isEmpty() ? List.of("details") : words;
    }

    private static void compare(List<String> words, String what, @Nullable Object now, @Nullable Object then) {
        if (!Objects.equals(now, then)) {
            words.add(what + " " + shown(now) + " -> " + shown(then));
        }
    }

    private static <V> List<String> keys(String what, Map<String, V> now, Map<String, V> then) {
        Set<String> all = new TreeSet<>(now.keySet());
        all.addAll(then.keySet());
        return all.stream()
                .filter(key -> !Objects.equals(now.get(key), then.get(key)))
                .map(key -> what + " " + key + " " + shown(now.get(key)) + " -> " + shown(then.get(key)))
                .toList();
    }

    private static String shown(@Nullable Object value) {
        return value == null ? "unset" : value.toString().replace("\n", ", ");
    }
}
