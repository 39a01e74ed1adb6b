package dev.muster.core.node;

import dev.muster.core.blueprint.Blueprint;
import dev.muster.core.blueprint.Network;
import dev.muster.core.blueprint.Role;
import dev.muster.core.blueprint.SettingValue;
import dev.muster.core.node.NodeConfig.Peer;
import dev.muster.core.node.NodeConfig.Reference;
import dev.muster.core.text.Unset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What templates of a blueprint may name; {@code docs/blueprints.md} lists it. */
public final class NodeVariables {
    private NodeVariables() {}

    /**
     * The variables of a slot.
     *
     * @param secret gives a secret's value by its name
     */
    public static Map<String, Object> of(
            Blueprint blueprint, NodeConfig node, SlotPaths paths, UnaryOperator<String> secret) {
        Map<String, Object> all = new HashMap<>();
        all.put("deployment", node.deployment());
        all.put("slot", node.slot());
        all.put("bind", node.bind());
        all.put("version", orUnset(node.version()));
        all.put("network", network(blueprint.networks().get(node.network()), blueprint));
        all.put("role", role(blueprint.roles().get(node.role()), blueprint));
        all.put("setting", settings(blueprint, node));
        all.put("port", new HashMap<String, Object>(node.ports()));
        all.put("secret", secrets(blueprint, node, secret));
        all.put("reference", references(blueprint, node, secret));
        all.put("peers", node.peers().stream().map(NodeVariables::peer).toList());
        all.put("produce", produce(node));
        all.put("etc", paths.etc().toString());
        all.put("run", paths.run().toString());
        Map<String, Object> volumes = new HashMap<>();
        paths.volumes().forEach((name, path) -> volumes.put(name, path.toString()));
        all.put("volume", volumes);
        return all;
    }

    private static Object orUnset(@Nullable Object value) {
        return value == null ? Unset.UNSET : value;
    }

    private static Map<String, Object> network(@Nullable Network network, Blueprint blueprint) {
        Map<String, Object> words = new HashMap<>();
        if (network != null) {
            words.putAll(network.values());
            words.put("name", network.name());
            words.put("dev", network.dev());
            words.put("is", is(network.name(), blueprint.networks().keySet()));
        }
        return words;
    }

    private static Map<String, Object> role(@Nullable Role role, Blueprint blueprint) {
        Map<String, Object> words = new HashMap<>();
        if (role != null) {
            words.putAll(role.values());
            words.put("name", role.name());
            words.put("is", is(role.name(), blueprint.roles().keySet()));
        }
        return words;
    }

    /** For sections: {@code {{#role.is.signer}}}; a name that the blueprint does not have stays an error. */
    private static Map<String, Object> is(String name, Set<String> all) {
        Map<String, Object> truth = new HashMap<>();
        all.forEach(each -> truth.put(each, each.equals(name)));
        return truth;
    }

    private static Map<String, Object> settings(Blueprint blueprint, NodeConfig node) {
        Map<String, Object> values = new HashMap<>();
        blueprint.settings().forEach((name, setting) -> {
            Optional<String> text =
                    Optional.ofNullable(node.settings().get(name)).or(setting::defaultValue);
            values.put(name, SettingValue.forTemplate(setting.type(), text));
        });
        return values;
    }

    private static Map<String, Object> secrets(Blueprint blueprint, NodeConfig node, UnaryOperator<String> secret) {
        Map<String, Object> values = new HashMap<>();
        blueprint
                .secrets()
                .keySet()
                .forEach(name -> values.put(name, node.secrets().contains(name) ? secret.apply(name) : Unset.UNSET));
        return values;
    }

    private static Map<String, Object> references(Blueprint blueprint, NodeConfig node, UnaryOperator<String> secret) {
        Map<String, Object> values = new HashMap<>();
        blueprint.references().keySet().forEach(name -> {
            Reference reference = node.references().get(name);
            values.put(name, reference == null ? Unset.UNSET : reference(reference, secret));
        });
        return values;
    }

    private static Map<String, Object> reference(Reference reference, UnaryOperator<String> secret) {
        String password = reference.secret();
        return Map.of(
                "host",
                reference.host(),
                "port",
                new HashMap<String, Object>(reference.ports()),
                "user",
                orUnset(reference.user()),
                "password",
                password == null ? Unset.UNSET : secret.apply(password));
    }

    private static Map<String, Object> peer(Peer peer) {
        return Map.of("slot", peer.slot(), "host", peer.host(), "port", new HashMap<String, Object>(peer.ports()));
    }

    private static Object produce(NodeConfig node) {
        Double seconds = node.produceSeconds();
        if (seconds == null) {
            return Unset.UNSET;
        }
        List<Object> one = new ArrayList<>();
        one.add(Map.of("seconds", whole(seconds)));
        return one;
    }

    /** {@code 5} rather than {@code 5.0}: programs read whole numbers. */
    private static Object whole(double seconds) {
        return seconds == Math.rint(seconds) ? (Object) Math.round(seconds) : (Object) seconds;
    }
}
