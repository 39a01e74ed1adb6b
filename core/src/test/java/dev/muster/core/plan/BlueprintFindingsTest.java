package dev.muster.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.core.blueprint.Blueprint;
import dev.muster.core.blueprint.Slots;
import dev.muster.core.node.NodeConfig.Reference;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Sabotage: render no template in {@link BlueprintFindings}, or leave {@code when} out of account. */
class BlueprintFindingsTest {
    @Test
    void aSharedBurnChainIsFoundAndAnOwnIsNot() {
        Reference own = new Reference("127.0.0.1", Map.of("rpc", 8332, "p2p", 8333), null, null);

        assertThat(ids("stacks", "follower", Map.of(), Map.of())).contains("stacks.shared-burnchain");
        assertThat(ids("stacks", "follower", Map.of(), Map.of("burnchain", own)))
                .doesNotContain("stacks.shared-burnchain");
    }

    @Test
    void anImageWithoutDigestIsFoundAndOneWithIsNot() {
        String digest = "sha256:" + "0".repeat(64);

        assertThat(ids("theta", "edge", Map.of(), Map.of())).containsExactly("theta.image-digest");
        assertThat(ids("theta", "edge", Map.of("image-digest", digest), Map.of()))
                .isEmpty();
        assertThat(ids("allora", "worker", Map.of("submit", "false", "image-digest", digest), Map.of()))
                .containsExactly("allora.dry-run", "allora.old-stack");
        assertThat(ids("allora", "reputer", Map.of("image-digest", digest), Map.of()))
                .doesNotContain("allora.old-stack");
    }

    @Test
    void aFindingOfAnArchitectureIsOfThatAlone() {
        assertThat(ids("stacks", "follower", Map.of(), Map.of())).doesNotContain("stacks.arm-untested");
        assertThat(ids("stacks", "follower", Map.of(), Map.of(), "aarch64")).contains("stacks.arm-untested");
        assertThat(ids("stacks", "follower", Map.of(), Map.of(), "riscv64")).doesNotContain("stacks.arm-untested");
    }

    private static List<String> ids(
            String name, String role, Map<String, String> settings, Map<String, Reference> references) {
        return ids(name, role, settings, references, "x86_64");
    }

    private static List<String> ids(
            String name,
            String role,
            Map<String, String> settings,
            Map<String, Reference> references,
            String architecture) {
        Blueprint blueprint = Slots.blueprint(name);
        var slot = Slots.slot(blueprint, "mainnet", role, settings, references);
        return BlueprintFindings.of(blueprint, Slots.renderer(blueprint, slot), architecture).stream()
                .map(Finding::id)
                .toList();
    }
}
