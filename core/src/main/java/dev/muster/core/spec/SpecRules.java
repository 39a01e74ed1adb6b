package dev.muster.core.spec;

import dev.muster.core.blueprint.Blueprint;
import dev.muster.core.blueprint.InstallMethod;
import dev.muster.core.blueprint.Network;
import dev.muster.core.blueprint.PortDef;
import dev.muster.core.blueprint.ReferenceDef;
import dev.muster.core.blueprint.Role;
import dev.muster.core.blueprint.ServiceDef;
import dev.muster.core.blueprint.Setting;
import dev.muster.core.problem.Problems;
import dev.muster.core.shape.Cursor;
import dev.muster.core.spec.Spec.Target;
import dev.muster.core.spec.Spec.Topology;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What a spec must fulfil beyond its shape. */
public final class SpecRules {
    /** Ids of all rules here, for the test that each is raised; those of names are in {@link NameRules#IDS}. */
    public static final List<String> IDS = List.of(
            "spec.role-needed",
            "spec.role-network",
            "spec.role-requires",
            "spec.version-network",
            "spec.setting-conflict",
            "spec.port-clash",
            "spec.reference-form",
            "spec.reference-missing",
            "spec.produce-network",
            "spec.produce-blueprint",
            "spec.nodes",
            "spec.singleton",
            "spec.topology-local",
            "spec.install-unavailable",
            "spec.aws-region",
            "spec.aws-regions");

    private final Cursor top;
    private final Problems problems;

    private SpecRules(Cursor top, Problems problems) {
        this.top = top;
        this.problems = problems;
    }

    /** Checks the spec as a whole. */
    static void checkSpec(Spec spec, Blueprint blueprint, Cursor top, Problems problems) {
        SpecRules rules = new SpecRules(top, problems);
        rules.role(spec, blueprint);
        rules.version(spec, blueprint);
        rules.conflicts(spec, blueprint);
        rules.nodes(spec);
        rules.ports(spec, blueprint);
        rules.references(spec, blueprint);
        rules.produce(spec, blueprint);
        rules.install(spec, blueprint);
        rules.regions(spec);
        DatasetRules.check(spec, blueprint, top, problems);
        NameRules.checkAws(top, blueprint, problems);
    }

    private void regions(Spec spec) {
        Cursor aws = top.block("aws");
        if (aws.has("region") && aws.has("regions")) {
            problems.add(
                    "spec.aws-regions",
                    aws.place("regions"),
                    "region and regions both say where it runs; write all of a fleet's under regions, else region alone");
        } else if (spec.target() == Target.AWS
                && spec.aws().map(block -> block.regions().size()).orElse(0) > 1
                && spec.topology() != Topology.FLEET) {
            problems.add(
                    "spec.aws-region", aws.place("regions"), "several regions are for topology fleet; name one region");
        }
    }

    private void add(String rule, String key, String message) {
        problems.add(rule, top.place(key), message);
    }

    private void role(Spec spec, Blueprint blueprint) {
        Optional<Role> role = spec.role().map(blueprint.roles()::get).or(blueprint::defaultRole);
        if (role.isEmpty()) {
            add(
                    "spec.role-needed",
                    "role",
                    "say which role it has: "
                            + String.join(", ", blueprint.roles().keySet()));
            return;
        }
        if (!role.get().networks().isEmpty() && !role.get().networks().contains(spec.network())) {
            add(
                    "spec.role-network",
                    "role",
                    "the role " + role.get().name() + " exists only on "
                            + String.join(", ", role.get().networks()));
        }
        if (role.get().singleton() && spec.nodes() > 1) {
            add(
                    "spec.singleton",
                    "nodes",
                    "two nodes of the role " + role.get().name()
                            + " with one identity harm it; make one deployment each with its own secrets");
        }
        role.get().requires().forEach(name -> required(role.get(), name, spec, blueprint));
    }

    private void required(Role role, String name, Spec spec, Blueprint blueprint) {
        Setting setting = blueprint.settings().get(name);
        if (setting != null
                && setting.defaultValue().isEmpty()
                && !spec.settings().containsKey(name)) {
            add(
                    "spec.role-requires",
                    top.has("settings") ? "settings" : "role",
                    "the role " + role.name() + " needs the setting \"" + name + "\": " + setting.help());
        }
        ReferenceDef reference = blueprint.references().get(name);
        if (reference != null && !spec.references().containsKey(name)) {
            add(
                    "spec.reference-missing",
                    top.has("references") ? "references" : "role",
                    "the role " + role.name() + " needs the reference \"" + name + "\": " + reference.help());
        }
    }

    private void nodes(Spec spec) {
        if (spec.nodes() < 1 || spec.nodes() > 1000) {
            add("spec.nodes", "nodes", "nodes are 1 to 1000");
        } else if (spec.topology() == Topology.HA && spec.nodes() < 2) {
            add("spec.nodes", "nodes", "topology ha needs at least 2 nodes");
        } else if (spec.topology() == Topology.SINGLE && spec.target() == Target.AWS && spec.nodes() > 1) {
            add("spec.nodes", "nodes", "topology single is one node on AWS; for more write topology: ha");
        }
        if (spec.topology() != Topology.SINGLE && spec.target() == Target.LOCAL) {
            add(
                    "spec.topology-local",
                    "topology",
                    "one machine has no load balancer; for several nodes on it leave"
                            + " topology away and write nodes: " + spec.nodes());
        }
    }

    private void ports(Spec spec, Blueprint blueprint) {
        Map<Integer, String> taken = new HashMap<>();
        for (PortDef port : blueprint.ports().values()) {
            int number = spec.ports().getOrDefault(port.name(), port.on(spec.network()));
            String other = taken.put(number, port.name());
            if (other != null && number != 0) {
                add(
                        "spec.port-clash",
                        "ports",
                        "the ports " + other + " and " + port.name() + " are both " + number
                                + "; give one of them another number");
            }
        }
    }

    private void references(Spec spec, Blueprint blueprint) {
        spec.references().forEach((name, reference) -> {
            if (reference.deployment().isPresent() == reference.host().isPresent()) {
                problems.add(
                        "spec.reference-form",
                        top.block("references").place(name),
                        "name either a deployment or a host");
            }
        });
        blueprint.references().values().stream()
                .filter(reference -> reference.required() && !spec.references().containsKey(reference.name()))
                .forEach(reference -> add(
                        "spec.reference-missing",
                        "references",
                        "the reference \"" + reference.name() + "\" is missing: " + reference.help()));
    }

    private void produce(Spec spec, Blueprint blueprint) {
        Network network = blueprint.networks().get(spec.network());
        if (spec.produce().isEmpty() || network == null) {
            return;
        }
        if (!network.dev()) {
            add(
                    "spec.produce-network",
                    "produce",
                    "blocks are made on dev networks only, and " + spec.network() + " is public");
        } else if (blueprint.produce().isEmpty()) {
            add("spec.produce-blueprint", "produce", "the blueprint cannot make blocks");
        }
    }

    private void install(Spec spec, Blueprint blueprint) {
        List<String> services = spec.role()
                .map(blueprint.roles()::get)
                .or(blueprint::defaultRole)
                .map(Role::services)
                .orElse(List.of());
        spec.install()
                .ifPresent(kind -> services.stream()
                        .map(blueprint.services()::get)
                        .filter(Objects::nonNull)
                        .map(service -> service.on(spec.network()))
                        .filter(service -> service.install().stream()
                                .noneMatch(method -> method.kind().equals(kind)))
                        .forEach(service ->
                                add("spec.install-unavailable", "install", unavailable(service, kind, spec))));
    }

    private static String unavailable(ServiceDef service, String kind, Spec spec) {
        List<String> kinds =
                service.install().stream().map(InstallMethod::kind).distinct().toList();
        return service.name() + " cannot be installed by " + kind + " on " + spec.network() + "; known: "
                + String.join(", ", kinds);
    }

    private void version(Spec spec, Blueprint blueprint) {
        blueprint.versions().stream()
                .filter(version -> spec.version().equals(Optional.of(version.number())))
                .filter(version -> !version.serves(spec.network()))
                .forEach(version -> add(
                        "spec.version-network",
                        "version",
                        "version " + version.number() + " must not run on " + spec.network() + ", only on "
                                + String.join(", ", version.networks())));
    }

    private void conflicts(Spec spec, Blueprint blueprint) {
        spec.settings().keySet().stream()
                .filter(name -> isSet(name, spec))
                .map(blueprint.settings()::get)
                .filter(Objects::nonNull)
                .forEach(setting -> setting.excludes().stream()
                        .filter(other -> isSet(other, spec))
                        .forEach(other -> problems.add(
                                "spec.setting-conflict",
                                top.block("settings").place(setting.name()),
                                "\"" + setting.name() + "\" and \"" + other
                                        + "\" cannot be used together; take one of them out")));
    }

    private static boolean isSet(String setting, Spec spec) {
        return spec.settings().containsKey(setting)
                && !"false".equals(spec.settings().get(setting));
    }
}
