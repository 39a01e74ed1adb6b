package dev.muster.core.spec;

import dev.muster.core.blueprint.Blueprint;
import dev.muster.core.blueprint.Setting;
import dev.muster.core.blueprint.SettingValue;
import dev.muster.core.blueprint.Version;
import dev.muster.core.problem.Problems;
import dev.muster.core.shape.Cursor;
import dev.muster.core.text.Suggest;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/** Names in a spec must be names of its blueprint. */
public final class NameRules {
    /** Ids of all rules here, for the test that each is raised. */
    public static final List<String> IDS = List.of(
            "spec.network-unknown",
            "spec.role-unknown",
            "spec.version-unknown",
            "spec.setting-unknown",
            "spec.setting-value",
            "spec.port-unknown",
            "spec.secret-unknown",
            "spec.secret-source",
            "spec.reference-unknown",
            "spec.aws-port",
            "spec.aws-endpoint");

    private final Cursor top;
    private final Problems problems;

    private NameRules(Cursor top, Problems problems) {
        this.top = top;
        this.problems = problems;
    }

    /** Checks all names of the document against the blueprint; the document may still have other faults. */
    static void check(Cursor top, Blueprint blueprint, Problems problems) {
        NameRules rules = new NameRules(top, problems);
        rules.known(
                "network",
                "spec.network-unknown",
                "network",
                blueprint.networks().keySet());
        rules.known("role", "spec.role-unknown", "role", blueprint.roles().keySet());
        rules.keysKnown(
                "settings",
                "spec.setting-unknown",
                "setting",
                blueprint.settings().keySet());
        rules.keysKnown("ports", "spec.port-unknown", "port", ports(blueprint));
        rules.keysKnown(
                "references",
                "spec.reference-unknown",
                "reference",
                blueprint.references().keySet());
        rules.secrets(blueprint);
        rules.settings(blueprint);
        rules.version(blueprint);
    }

    /** Checks the names of the block {@code aws}. */
    static void checkAws(Cursor top, Blueprint blueprint, Problems problems) {
        new NameRules(top, problems).aws(blueprint);
    }

    /** The blueprint's ports and the agent's own. */
    private static Collection<String> ports(Blueprint blueprint) {
        Collection<String> names = new TreeSet<>(blueprint.ports().keySet());
        names.add("agent");
        return names;
    }

    private void add(String rule, String key, String message) {
        problems.add(rule, top.place(key), message);
    }

    private void known(String key, String rule, String what, Collection<String> known) {
        top.text(key)
                .filter(word -> !word.isBlank() && !known.contains(word))
                .ifPresent(word -> add(
                        rule, key, "the blueprint has no " + what + " \"" + word + "\"" + Suggest.tail(word, known)));
    }

    private void keysKnown(String block, String rule, String what, Collection<String> known) {
        top.block(block).map().entries().forEach((word, entry) -> {
            if (!known.contains(word)) {
                problems.add(
                        rule,
                        entry.keyPlace(),
                        "the blueprint has no " + what + " \"" + word + "\"" + Suggest.tail(word, known));
            }
        });
    }

    private void secrets(Blueprint blueprint) {
        top.block("secrets").map().entries().forEach((name, entry) -> {
            boolean named = blueprint.secrets().containsKey(name)
                    || top.block("references").map().entries().values().stream()
                            .anyMatch(reference -> Cursor.on(reference.value())
                                    .text("secret", "")
                                    .equals(name));
            if (!named) {
                problems.add(
                        "spec.secret-unknown",
                        entry.keyPlace(),
                        "neither the blueprint nor a reference has a secret \"" + name + "\""
                                + Suggest.tail(name, blueprint.secrets().keySet()));
            }
            Cursor source = Cursor.on(entry.value());
            if (source.has("file") == source.has("env")) {
                problems.add("spec.secret-source", entry.value().place(), "name either file or env");
            }
        });
    }

    private void settings(Blueprint blueprint) {
        top.block("settings").map().entries().forEach((name, entry) -> {
            Setting setting = blueprint.settings().get(name);
            if (setting != null) {
                SettingValue.fault(setting, entry.value())
                        .ifPresent(fault ->
                                problems.add("spec.setting-value", entry.value().place(), fault));
            }
        });
    }

    private void version(Blueprint blueprint) {
        List<String> known = blueprint.versions().stream().map(Version::number).toList();
        known("version", "spec.version-unknown", "version", known);
    }

    private void aws(Blueprint blueprint) {
        Cursor aws = top.block("aws");
        Collection<String> ports = blueprint.ports().keySet();
        aws.block("expose").map().entries().forEach((port, entry) -> {
            if (!ports.contains(port)) {
                problems.add(
                        "spec.aws-port",
                        entry.keyPlace(),
                        "the blueprint has no port \"" + port + "\"" + Suggest.tail(port, ports));
            }
        });
        Collection<String> endpoints = blueprint.endpoints().keySet();
        Cursor balancer = aws.block("load-balancer");
        balancer.text("endpoint")
                .filter(name -> !endpoints.contains(name))
                .ifPresent(name -> problems.add(
                        "spec.aws-endpoint",
                        balancer.place("endpoint"),
                        "the blueprint has no endpoint \"" + name + "\"" + Suggest.tail(name, endpoints)));
    }
}
