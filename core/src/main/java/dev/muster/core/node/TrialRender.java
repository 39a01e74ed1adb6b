package dev.muster.core.node;

import dev.muster.core.blueprint.Blueprint;
import dev.muster.core.blueprint.Network;
import dev.muster.core.blueprint.PortDef;
import dev.muster.core.blueprint.ReferenceDef;
import dev.muster.core.blueprint.Role;
import dev.muster.core.blueprint.Setting;
import dev.muster.core.node.NodeConfig.Peer;
import dev.muster.core.node.NodeConfig.Reference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Made-up nodes of a blueprint that together reach every branch of its templates: nothing set, and everything set. */
public final class TrialRender {
    /** What stands for the secret of a name, so that one is found where it must not be. */
    public static final String SECRET = "trial-secret-";

    private final Blueprint blueprint;

    /** @param blueprint one without problems */
    public TrialRender(Blueprint blueprint) {
        this.blueprint = blueprint;
    }

    /** Every role on every network it exists on, bare, with another node, and with all there is. */
    public List<NodeConfig> nodes() {
        return blueprint.roles().values().stream()
                .flatMap(role -> blueprint.networks().values().stream()
                        .filter(network ->
                                role.networks().isEmpty() || role.networks().contains(network.name()))
                        .flatMap(network -> nodes(role, network)))
                .toList();
    }

    /** The renderer of one of the nodes. */
    public NodeRenderer renderer(NodeConfig node) {
        return renderer(node, Path.of("/slot"));
    }

    /** The same with a folder that may exist. */
    public NodeRenderer renderer(NodeConfig node, Path slot) {
        SlotPaths paths = SlotPaths.below(slot, blueprint.volumes().keySet());
        return new NodeRenderer(blueprint, node, paths, name -> SECRET + name);
    }

    private Stream<NodeConfig> nodes(Role role, Network network) {
        List<String> all = together(List.copyOf(blueprint.settings().keySet()));
        List<String> rest = blueprint.settings().keySet().stream()
                .filter(name -> !all.contains(name))
                .toList();
        Stream<NodeConfig> others = rest.isEmpty() ? Stream.of() : Stream.of(full(role, network, together(rest)));
        return Stream.concat(
                Stream.of(bare(role, network, false), bare(role, network, true), full(role, network, all)), others);
    }

    /** Settings that can be used together, the first ones before all. */
    private List<String> together(List<String> wanted) {
        List<String> chosen = new ArrayList<>();
        Stream.concat(wanted.stream(), blueprint.settings().keySet().stream())
                .filter(name -> !chosen.contains(name))
                .filter(name -> chosen.stream().noneMatch(other -> excludes(name, other) || excludes(other, name)))
                .forEach(chosen::add);
        return chosen;
    }

    private boolean excludes(String setting, String other) {
        Setting found = blueprint.settings().get(setting);
        return found != null && found.excludes().contains(other);
    }

    /** A node with what its role cannot do without, and no more. */
    private NodeConfig bare(Role role, Network network, boolean others) {
        Predicate<String> needed = role.requires()::contains;
        return node(role, network, settings(needed), references(needed), secrets(role, false), others);
    }

    /** A node with settings, and with every reference and secret, and with another node beside it. */
    private NodeConfig full(Role role, Network network, List<String> settings) {
        return node(role, network, settings(settings::contains), references(_ -> true), secrets(role, true), true);
    }

    private NodeConfig node(
            Role role,
            Network network,
            Map<String, String> settings,
            Map<String, Reference> references,
            List<String> secrets,
            boolean others) {
        List<Peer> peers = others ? List.of(new Peer(1, "192.0.2.1", ports(role, network))) : List.of();
        String version = blueprint.defaultVersion().map(found -> found.number()).orElse(null);
        return new NodeConfig(
                NodeConfig.SCHEMA,
                "trial",
                peers.size() + 1,
                "id",
                "local",
                blueprint.name().text(),
                "checksum",
                network.name(),
                role.name(),
                version,
                settings,
                ports(role, network),
                "127.0.0.1",
                peers,
                references,
                secrets,
                null,
                others && network.dev() ? Double.valueOf(5) : null,
                0,
                null);
    }

    private Map<String, Integer> ports(Role role, Network network) {
        Map<String, Integer> ports = new TreeMap<>();
        for (PortDef port : blueprint.ports(role)) {
            ports.put(port.name(), port.on(network.name()));
        }
        return ports;
    }

    private Map<String, String> settings(Predicate<String> wanted) {
        Map<String, String> values = new TreeMap<>();
        blueprint.settings().values().stream()
                .filter(setting -> wanted.test(setting.name()))
                .forEach(setting -> values.put(setting.name(), value(setting)));
        return values;
    }

    private static String value(Setting setting) {
        return switch (setting.type()) {
            case BOOL -> "true";
            case TEXT -> setting.defaultValue().orElse("text");
            case INTEGER -> number(setting, "1");
            case SIZE -> number(setting, "1 GB");
            case DURATION -> number(setting, "90s");
            case PORT -> number(setting, "1024");
            case CIDR -> setting.defaultValue().orElse("203.0.113.0/24");
            case CHOICE -> setting.choices().isEmpty() ? "" : setting.choices().getLast();
            case LIST -> "first.example:1\nsecond.example:2";
        };
    }

    private static String number(Setting setting, String otherwise) {
        return setting.max().or(setting::min).or(setting::defaultValue).orElse(otherwise);
    }

    private Map<String, Reference> references(Predicate<String> wanted) {
        Map<String, Reference> all = new LinkedHashMap<>();
        blueprint.references().values().stream()
                .filter(reference -> reference.required() || wanted.test(reference.name()))
                .forEach(reference -> all.put(reference.name(), reference(reference)));
        return all;
    }

    /** The ports of the other blueprint are not known here: any name that a template may ask for would have to do. */
    private static Reference reference(ReferenceDef reference) {
        Map<String, Integer> ports = new TreeMap<>(Map.of("rpc", 8332, "p2p", 8333, "http", 80));
        ports.put(reference.endpoint(), 8332);
        return new Reference("192.0.2.9", ports, "user", reference.name());
    }

    private List<String> secrets(Role role, boolean all) {
        return blueprint.secrets().values().stream()
                .filter(secret -> all
                        || secret.generate().isPresent()
                        || secret.required()
                        || role.requires().contains(secret.name()))
                .map(secret -> secret.name())
                .toList();
    }
}
