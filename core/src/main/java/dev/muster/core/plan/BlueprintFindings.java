package dev.muster.core.plan;

import dev.muster.core.blueprint.Blueprint;
import dev.muster.core.blueprint.FindingDef;
import dev.muster.core.node.Condition;
import dev.muster.core.node.NodeRenderer;
import dev.muster.core.spec.Spec;
import dev.muster.core.value.Architecture;
import java.util.List;
import java.util.Locale;

/** What a blueprint itself finds in a spec. Of the machine no more is asked than its architecture. */
public final class BlueprintFindings {
    private BlueprintFindings() {}

    /** The findings on a machine like the one that this program runs on. */
    public static List<Finding> of(Spec spec, Blueprint blueprint) {
        return of(spec, blueprint, Architecture.kernel(System.getProperty("os.arch", "")));
    }

    /**
     * The findings, of the first slot for all.
     *
     * @param architecture of the machine that nodes run on: {@code x86_64} or {@code aarch64}
     */
    public static List<Finding> of(Spec spec, Blueprint blueprint, String architecture) {
        return PaperNode.renderer(spec, blueprint)
                .map(renderer -> of(blueprint, renderer, architecture))
                .orElse(List.of());
    }

    /** The findings of one slot; {@code renderer} may have placeholders for secrets. */
    static List<Finding> of(Blueprint blueprint, NodeRenderer renderer, String architecture) {
        return blueprint.findings().stream()
                .filter(def -> Condition.holds(def, renderer, architecture))
                .map(BlueprintFindings::finding)
                .toList();
    }

    private static Finding finding(FindingDef def) {
        Finding.Severity severity = Finding.Severity.valueOf(def.severity().toUpperCase(Locale.ROOT));
        return new Finding(def.id(), severity, def.pillar(), def.message(), def.advice());
    }
}
