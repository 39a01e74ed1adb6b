package dev.muster.core.node;

import dev.muster.core.blueprint.FindingDef;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Whether what a blueprint finds is found of a node: its template renders to anything but blanks. */
public final class Condition {
    /** What {@code arch.is} knows, in the kernel's words. */
    public static final List<String> ARCHITECTURES = List.of("x86_64", "aarch64");

    private Condition() {}

    /**
     * Whether it holds.
     *
     * @param renderer of the node; may have placeholders for secrets
     * @param architecture of the machine, one of {@link #ARCHITECTURES} or another
     * @throws TemplateException if the template asks for what there is not
     */
    public static boolean holds(FindingDef finding, NodeRenderer renderer, String architecture) {
        Map<String, Object> is = new HashMap<>();
        ARCHITECTURES.forEach(each -> is.put(each, each.equals(architecture)));
        return !renderer.value("finding " + finding.id(), finding.when(), Map.of("arch", Map.of("is", is)))
                .isBlank();
    }
}
