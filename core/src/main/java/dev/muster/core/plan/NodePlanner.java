package dev.muster.core.plan;

import dev.muster.core.blueprint.Blueprint;
import dev.muster.core.blueprint.PortDef;
import dev.muster.core.blueprint.Role;
import dev.muster.core.blueprint.Version;
import dev.muster.core.node.NodeConfig;
import dev.muster.core.node.NodeConfig.Peer;
import dev.muster.core.node.NodeConfig.Reference;
import dev.muster.core.problem.MusterException;
import dev.muster.core.spec.Spec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Decides what each slot of a deployment on one machine shall run. Pure: what it cannot know is handed in. */
public final class NodePlanner {
    /** What the world must say. */
    public interface World {
        /** A port for a slot: free now, and not among the taken; {@code preferred} if possible. */
        int freePort(int preferred, Iterable<Integer> taken);

        /** A fresh random id. */
        String newId();

        /** Where a reference answers. */
        Reference reference(String name, Spec.Reference reference);
    }

    /** The agent's own interface, with health for load balancers. */
    public static final PortDef AGENT = new PortDef(
            PortDef.AGENT, "the agent's interface", List.of("tcp"), PortDef.Exposure.LOCAL, Map.of("*", 17_900));

    private final Spec spec;
    private final Blueprint blueprint;
    private final String checksum;
    private final World world;

    /** @param checksum of the blueprint's payload */
    public NodePlanner(Spec spec, Blueprint blueprint, String checksum, World world) {
        this.spec = spec;
        this.blueprint = blueprint;
        this.checksum = checksum;
        this.world = world;
    }

    /**
     * The configuration of each slot. Ports and ids of existing ones stay.
     *
     * @param existing by slot
     */
    public SortedMap<Integer, NodeConfig> slots(Map<Integer, NodeConfig> existing) {
        SortedMap<Integer, Map<String, Integer>> ports = ports(existing);
        SortedMap<Integer, NodeConfig> slots = new TreeMap<>();
        ports.forEach((slot, own) -> slots.put(slot, slot(slot, own, ports, existing.get(slot))));
        return slots;
    }

    private NodeConfig slot(
            int slot,
            Map<String, Integer> ports,
            Map<Integer, Map<String, Integer>> all,
            @Nullable NodeConfig existing) {
        Role role = role();
        Map<String, Reference> references = new TreeMap<>();
        spec.references().forEach((name, reference) -> references.put(name, world.reference(name, reference)));
        return new NodeConfig(
                NodeConfig.SCHEMA,
                spec.name().text(),
                slot,
                existing == null ? world.newId() : existing.nodeId(),
                "local",
                blueprint.name().text(),
                checksum,
                spec.network(),
                role.name(),
                spec.version()
                        .or(() -> blueprint.defaultVersion().map(Version::number))
                        .orElse(null),
                new TreeMap<>(spec.settings()),
                new TreeMap<>(ports),
                "127.0.0.1",
                peers(slot, all),
                references,
                secrets(spec, blueprint, role),
                spec.install().orElse(null),
                slot == 1
                        ? spec.produce().map(p -> p.every().toMillis() / 1000.0).orElse(null)
                        : null,
                slot == 1 ? spec.produce().map(Spec.Production::initial).orElse(0) : 0,
                null);
    }

    private Role role() {
        return spec.role()
                .map(blueprint.roles()::get)
                .or(blueprint::defaultRole)
                .orElseThrow();
    }

    /** The slots before: so a new slot changes nothing for those that run. */
    private static List<Peer> peers(int slot, Map<Integer, Map<String, Integer>> all) {
        List<Peer> peers = new ArrayList<>();
        all.forEach((other, ports) -> {
            if (other < slot) {
                peers.add(new Peer(other, "127.0.0.1", ports));
            }
        });
        return peers;
    }

    /** Names of the secrets a slot holds: what the role needs or Muster makes, and what the spec gives. */
    public static List<String> secrets(Spec spec, Blueprint blueprint, Role role) {
        return blueprint.secrets().values().stream()
                .filter(secret -> secret.generate().isPresent()
                        || spec.secrets().containsKey(secret.name())
                        || role.requires().contains(secret.name()))
                .map(secret -> secret.name())
                .sorted()
                .toList();
    }

    private SortedMap<Integer, Map<String, Integer>> ports(Map<Integer, NodeConfig> existing) {
        SortedMap<Integer, Map<String, Integer>> all = new TreeMap<>();
        List<Integer> taken = new ArrayList<>();
        existing.values().forEach(node -> taken.addAll(node.ports().values()));
        for (int slot = 1; slot <= spec.nodes(); slot++) {
            Map<String, Integer> ports = new TreeMap<>();
            for (PortDef port : blueprint.ports(role())) {
                int number = port(port, slot, Optional.ofNullable(existing.get(slot)), taken);
                taken.add(number);
                ports.put(port.name(), number);
            }
            int agent = port(AGENT, slot, Optional.ofNullable(existing.get(slot)), taken);
            taken.add(agent);
            ports.put(AGENT.name(), agent);
            all.put(slot, ports);
        }
        return all;
    }

    private int port(PortDef port, int slot, Optional<NodeConfig> existing, List<Integer> taken) {
        Integer fixed = slot == 1 ? spec.ports().get(port.name()) : null;
        if (fixed != null) {
            return fixed;
        }
        Integer remembered = existing.map(node -> node.ports().get(port.name())).orElse(null);
        if (remembered != null) {
            return remembered;
        }
        int preferred = spec.ports().getOrDefault(port.name(), port.on(spec.network()));
        int free = world.freePort(preferred, taken);
        if (port.fixed() && free != preferred) {
            throw MusterException.needs(
                    "the port " + preferred + " (" + port.name() + ") is taken, and the software knows no other",
                    "end what listens on it, or another deployment that has it");
        }
        return free;
    }
}
