package dev.muster.agent.node;

import dev.muster.agent.slot.SlotFolder;
import dev.muster.core.blueprint.Blueprint;
import dev.muster.core.blueprint.Network;
import dev.muster.core.blueprint.ServiceDef;
import dev.muster.core.node.NodeConfig;
import dev.muster.core.node.NodeRenderer;
import dev.muster.core.problem.MusterException;
import dev.muster.core.state.Criteria;
import java.io.IOException;
import java.util.List;

/**
 * A slot's configuration with all that is made of it; made anew when the configuration changes.
 *
 * @param renderer with the real secrets
 * @param plain with placeholders in place of secrets: for fingerprints
 */
public record NodeSetup(
        SlotFolder slot, NodeConfig node, Blueprint blueprint, NodeRenderer renderer, NodeRenderer plain) {
    /** Reads what the slot shall run. */
    public static NodeSetup read(SlotFolder slot) throws IOException {
        NodeConfig node = slot.node()
                .orElseThrow(() -> MusterException.failed(
                        slot.path() + " has no node.json", "run \"muster up\" with the spec again"));
        Blueprint blueprint = slot.blueprint(node);
        return new NodeSetup(
                slot,
                node,
                blueprint,
                new NodeRenderer(blueprint, node, slot.paths(blueprint), slot::secret),
                new NodeRenderer(blueprint, node, slot.paths(blueprint), name -> "{{secret." + name + "}}"));
    }

    /** The services of the slot's role, in the order in which they start. */
    public List<ServiceDef> services() {
        return plain.services();
    }

    /** A service by its name. */
    public ServiceDef service(String name) {
        return java.util.Objects.requireNonNull(blueprint.services().get(name)).withGraceOf(node.leastGrace());
    }

    /** What a service runs with, as a checksum. */
    public String fingerprint(String service) {
        return plain.fingerprint(service(service));
    }

    /** Whether the network is for development. */
    public boolean dev() {
        Network network = blueprint.networks().get(node.network());
        return network != null && network.dev();
    }

    /**
     * Whether all slots of the deployment have one chain. On a network for development only if they are each other's
     * peers: software without peers makes a chain of its own in each slot.
     */
    public boolean oneChain() {
        return !dev() || blueprint.probes().values().containsKey("peers");
    }

    /** What the node is measured by. One that makes the blocks has nobody to wait for, whoever else there is. */
    public Criteria criteria() {
        boolean follows = node.produceSeconds() == null
                && (!node.peers().isEmpty() || node.settings().containsKey("connect"));
        return Criteria.of(blueprint.probes(), dev(), follows ? 1 : 0);
    }
}
