package dev.muster.core.plan;

import dev.muster.core.blueprint.Blueprint;
import dev.muster.core.blueprint.FindingDef;
import dev.muster.core.node.NodeConfig;
import dev.muster.core.node.NodeConfig.Reference;
import dev.muster.core.node.NodeRenderer;
import dev.muster.core.node.SlotPaths;
import dev.muster.core.spec.Spec;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a blueprint itself finds in a spec. Pure: nothing is asked of the machine. */
public final class BlueprintFindings {
    private BlueprintFindings() {}

    /** The findings, of the first slot for all. */
    public static List<Finding> of(Spec spec, Blueprint blueprint) {
        NodeConfig node = new NodePlanner(spec, blueprint, "", new Nowhere())
                .slots(Map.of())
                .get(1);
        return node == null ? List.of() : of(blueprint, renderer(blueprint, node));
    }

    private static NodeRenderer renderer(Blueprint blueprint, NodeConfig node) {
        SlotPaths paths = SlotPaths.below(Path.of("/"), blueprint.volumes().keySet());
        return new NodeRenderer(blueprint, node, paths, name -> "");
    }

    /** The findings of one slot; {@code renderer} may have placeholders for secrets. */
    static List<Finding> of(Blueprint blueprint, NodeRenderer renderer) {
        return blueprint.findings().stream()
                .filter(def ->
                        !renderer.value("finding " + def.id(), def.when()).isBlank())
                .map(BlueprintFindings::finding)
                .toList();
    }

    private static Finding finding(FindingDef def) {
        Finding.Severity severity = Finding.Severity.valueOf(def.severity().toUpperCase(Locale.ROOT));
        return new Finding(def.id(), severity, def.pillar(), def.message(), def.advice());
    }

    /** A world in which everything is free and every reference is there. */
    private static final class Nowhere implements NodePlanner.World {
        @Override
        public int freePort(int preferred, Iterable<Integer> taken) {
            return preferred;
        }

        @Override
        public String newId() {
            return "";
        }

        @Override
        public Reference reference(String name, Spec.Reference reference) {
            return new Reference("", Map.of(), null, null);
        }
    }
}
