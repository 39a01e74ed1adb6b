package dev.muster.core.plan;

import dev.muster.core.blueprint.Blueprint;
import dev.muster.core.node.NodeConfig.Reference;
import dev.muster.core.node.NodeRenderer;
import dev.muster.core.node.SlotPaths;
import dev.muster.core.spec.Spec;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The first slot of a spec before anything of it exists: every port is free, every reference is there, secrets are empty. */
public final class PaperNode {
    private PaperNode() {}

    /** What fills the blueprint's templates for it; empty for a spec without nodes. */
    public static Optional<NodeRenderer> renderer(Spec spec, Blueprint blueprint) {
        SlotPaths paths = SlotPaths.below(Path.of("/"), blueprint.volumes().keySet());
        return Optional.ofNullable(new NodePlanner(spec, blueprint, "", new Nowhere())
                        .slots(Map.of())
                        .get(1))
                .map(node -> new NodeRenderer(blueprint, node, paths, name -> ""));
    }

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
